using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Media;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Exchange;

/// <summary>What became of an import. A closed set.</summary>
internal abstract record ImportResult
{
    private ImportResult()
    {
    }

    public sealed record Done(int Written, int Media) : ImportResult;

    /// <summary>Nothing was imported of the pages; media that came before stay.</summary>
    public sealed record Refused(FileProblem Problem) : ImportResult;
}

/// <summary>
/// The second half of an import. All texts are rendered before the transaction begins, and written in that one: every page, or none. Media
/// come first, because pages without their pictures are worse than pictures without pages.
/// </summary>
internal sealed class ApplyImport(IDatabase database, ContentWriter writer, IEnumerable<IMediaFiles> media, ITenant tenant,
    IStringLocalizer<ApplyImport> text)
{
    /// <param name="isChosen">Of pages that need somebody's choice: whether they are written over what is here.</param>
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    public async Task<ImportResult> ExecuteAsync(
        ImportPlan plan, Func<PlannedPage, bool> isChosen, string by, CancellationToken cancellationToken)
    {
        var work = InOrder(plan.Pages).Where(x => x.Act is ImportAct.New or ImportAct.Changed || (x.NeedsChoice && isChosen(x))).ToList();
        var prepared = new List<(PlannedPage Planned, PreparedWrite Write)>(work.Count);
        foreach (var planned in work)
        {
            var page = planned.Page;
            var content = new ContentToWrite(page.Kind, page.Address, page.Language, page.Text.Title, page.Text.Body)
            { Description = page.Text.Description, Fields = page.Text.Fields, Publish = planned.IsForReaders, By = by };
            var (write, refused) = await writer.PrepareAsync(content, cancellationToken);
            if (refused is not null)
                return new ImportResult.Refused(new FileProblem(page.File, refused.Why));
            prepared.Add((planned, write!));
        }

        var (stored, problem) = await StoreMediaAsync(plan, by, cancellationToken);
        if (problem is not null)
            return new ImportResult.Refused(problem);
        return await database.InTransactionAsync(
            async db => await WriteAsync(db, plan, prepared, cancellationToken) is { } refusal
                ? (ImportResult)new ImportResult.Refused(refusal)
                : new ImportResult.Done(prepared.Count, stored),
            x => x is ImportResult.Done,
            cancellationToken);
    }

    /// <returns>What stands in the way; then the transaction is rolled back.</returns>
    private async Task<FileProblem?> WriteAsync(
        UnitOfWork db, ImportPlan plan, List<(PlannedPage Planned, PreparedWrite Write)> prepared, CancellationToken cancellationToken)
    {
        var groups = await GroupsAsync(db, cancellationToken);
        var groupOfKey = plan.Pages.Where(x => x.Current is not null)
            .DistinctBy(x => (x.Page.Kind, x.Page.Key)).ToDictionary(x => (x.Page.Kind, x.Page.Key), x => x.Current!.GroupId);
        var own = ContentSite.Of(tenant).Language;
        var places = ParentCircles.PlacesOf(plan.Pages.Select(x => x.Page), own);
        var translations = new List<WriteResult.Written>();
        foreach (var (planned, write) in prepared)
        {
            var page = planned.Page;
            var place = places[(page.Kind, page.Key)];
            var content = write.Content with
            {
                GroupId = groupOfKey.GetValueOrDefault((page.Kind, page.Key)),
                ParentGroupId = place.Parent is { } parent ? groups.GetValueOrDefault((page.Kind, parent)) : null,
                Position = place.Position,
            };
            var seen = planned.Current?.Version ?? ContentWriter.NotThere;
            var result = await writer.WriteAsync(db, write with { Content = content }, seen, cancellationToken);
            if (result is not WriteResult.Written written)
                return new FileProblem(page.File, ((WriteResult.Refused)result).Why);
            groupOfKey.TryAdd((page.Kind, page.Key), written.GroupId);
            groups.TryAdd((page.Kind, page.Address), written.GroupId);
            await MarkAsync(db, planned, written.ItemId, written.Version, cancellationToken);
            if (page.Language != own && written.IsChanged)
                translations.Add(written);
        }

        foreach (var translation in translations)
            await ContentWriter.TranslatedAsync(db, translation, own, cancellationToken);
        if (prepared.Count > 0 && await FindCircleAsync(db, plan, groupOfKey, cancellationToken) is { } circle)
            return circle;

        foreach (var same in plan.Pages.Where(x => x.Act == ImportAct.Unchanged))
            await MarkAsync(db, same, same.Current!.Id, same.Current.Version, cancellationToken);
        return null;
    }

    /// <summary>
    /// The plan looked for circles, but where somebody left one page as it is here and took another from its file, there may be one more.
    /// </summary>
    private async Task<FileProblem?> FindCircleAsync(
        DbSession db, ImportPlan plan, Dictionary<(string Kind, string Key), string> groups, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<(string Id, string? Parent)>(
            "select id, parent_group_id as parent from content_groups", null, cancellationToken);
        foreach (var circle in ParentCircles.In(rows.ToDictionary(x => x.Id, x => x.Parent, StringComparer.Ordinal)))
        {
            var files = plan.Pages.Where(x => circle.Contains(ParentCircles.NodeOf(x.Page, groups))).Select(x => x.Page.File)
                .Order(StringComparer.Ordinal).ToList();
            if (files.Count > 0)
                return new FileProblem(files[0], text[
                    "These pages stand below one another in a circle: {0}. Give one of them another parent.", string.Join(", ", files)]);
        }

        return null;
    }

    private static Task MarkAsync(UnitOfWork db, PlannedPage planned, string itemId, int version, CancellationToken cancellationToken) =>
        ExchangeMarks.SetAsync(
            db,
            new ExchangeMark(planned.Page.Kind, planned.Page.Language, planned.Page.Address, itemId, version, planned.Digest),
            cancellationToken);

    private static async Task<Dictionary<(string Kind, string Address), string>> GroupsAsync(
        DbSession db, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<(string Kind, string Address, string GroupId)>(
            "select kind, address, group_id from content_items where trashed_at is null and address is not null order by id",
            null, cancellationToken);
        return rows.DistinctBy(x => (x.Kind, x.Address)).ToDictionary(x => (x.Kind, x.Address), x => x.GroupId);
    }

    /// <summary>Parents before what is below them, and the tenant's own language before its translations.</summary>
    private IEnumerable<PlannedPage> InOrder(IReadOnlyList<PlannedPage> pages)
    {
        var own = ContentSite.Of(tenant).Language;
        var parents = pages.DistinctBy(x => (x.Page.Kind, x.Page.Address))
            .ToDictionary(x => (x.Page.Kind, x.Page.Address), x => x.Page.Parent);
        int Depth(PlannedPage page)
        {
            var depth = 0;
            for (var at = page.Page.Parent; at is not null && depth < pages.Count; depth++)
                at = parents.GetValueOrDefault((page.Page.Kind, at));
            return depth;
        }

        return pages.OrderBy(Depth).ThenByDescending(x => x.Page.Language == own).ThenBy(x => x.Page.Position ?? int.MaxValue)
            .ThenBy(x => x.Page.File, StringComparer.Ordinal);
    }

    private async Task<(int Stored, FileProblem? Problem)> StoreMediaAsync(ImportPlan plan, string by, CancellationToken cancellationToken)
    {
        var stored = 0;
        foreach (var file in plan.Media.Where(x => x.Act is ImportAct.New or ImportAct.Changed).Select(x => x.File))
        {
            if (await media.First().StoreAsync(file.Path, file.Content, by, cancellationToken) is { } why)
                return (stored, new FileProblem(file.File, why));
            stored++;
        }

        return (stored, null);
    }
}
