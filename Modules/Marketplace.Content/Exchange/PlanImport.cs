using System.Security.Cryptography;
using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Content.Media;
using Marketplace.Content.Rendering;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Exchange;

/// <summary>Compares a tree with what is here: the dry run, and the first half of every import.</summary>
internal sealed class PlanImport(
    IDatabase database, KindCatalogue kinds, AddressCheck addresses, IEnumerable<IMediaFiles> media, UndescribedPictures pictures,
    ITenant tenant, IStringLocalizer<PlanImport> text)
{
    public async Task<ImportPlan> ExecuteAsync(ExchangeTree tree, CancellationToken cancellationToken)
    {
        var problems = new List<FileProblem>(tree.Problems);
        var languages = ContentSite.Of(tenant).AllLanguages;
        var ignored = tree.Ignored.ToList();
        await using var db = await database.OpenAsync(cancellationToken);
        var here = (await db.QueryAsync<ContentItem>(
                $"select {ItemStore.Columns} {ItemStore.From} where i.trashed_at is null and i.address is not null",
                null, cancellationToken))
            .ToList();
        var byAddress = here.DistinctBy(x => (x.Kind, x.Language, x.Address)).ToDictionary(x => (x.Kind, x.Language, x.Address!));
        var marks = await ExchangeMarks.ListAsync(db, cancellationToken);
        var groups = GroupsOf(tree.Pages, byAddress);
        var addressOfGroup = here.ToLookup(x => x.GroupId, StringComparer.Ordinal);
        var owners = here.Where(x => x.Address is ['/', ..]).ToLookup(x => x.Address!, StringComparer.Ordinal);
        var pages = new List<PlannedPage>();
        foreach (var page in tree.Pages)
        {
            if (!languages.Contains(page.Language, StringComparer.Ordinal))
            {
                ignored.Add(page.File);
                continue;
            }

            var kind = kinds.Find(page.Kind)!;
            var current = byAddress.GetValueOrDefault((page.Kind, page.Language, page.Address));
            var group = current?.GroupId ?? groups.GetValueOrDefault((page.Kind, page.Key));
            if (WhyNot(kind, page, current, owners, group) is { } why)
            {
                problems.Add(new FileProblem(page.File, why));
                continue;
            }

            if (page.Parent is { } parent && !HasPage(tree, byAddress, page, parent))
            {
                problems.Add(new FileProblem(page.File, text["There is no page {0} for it to stand below.", parent]));
                continue;
            }

            var parentHere = current?.ParentGroupId is { } above
                ? addressOfGroup[above].OrderByDescending(x => x.Language == page.Language).FirstOrDefault()?.Address
                : null;
            var digest = ExchangeMarks.DigestOf(page.Text, page.Parent, page.Position, page.IsPublished);
            var act = Decide(page, current, parentHere, marks.GetValueOrDefault((page.Kind, page.Language, page.Address)), digest);
            var undescribed = act is ImportAct.Unchanged or ImportAct.Kept
                ? []
                : await pictures.FindAsync(page.Text.Body, cancellationToken);
            pages.Add(new PlannedPage(page, act, current, digest)
            { Undescribed = undescribed.Count > 0 ? pictures.Names(undescribed) : null });
        }

        var taken = pages.Select(x => x.Page).ToList();
        foreach (var circle in ParentCircles.In(ParentCircles.ParentsOf(taken, here, groups, languages[0])))
        {
            var files = taken.Where(x => circle.Contains(ParentCircles.NodeOf(x, groups))).Select(x => x.File)
                .Order(StringComparer.Ordinal).ToList();
            if (files.Count > 0)
                problems.Add(new FileProblem(files[0], text[
                    "These pages stand below one another in a circle: {0}. Give one of them another parent.", string.Join(", ", files)]));
        }

        return new ImportPlan(pages, await PlanMediaAsync(tree, cancellationToken), ignored, problems);
    }

    /// <summary>Groups of texts that are here in some language, by what all languages of a text share in a tree.</summary>
    public static Dictionary<(string Kind, string Key), string> GroupsOf(
        IEnumerable<ExchangePage> pages, IReadOnlyDictionary<(string, string, string), ContentItem> here)
    {
        var groups = new Dictionary<(string Kind, string Key), string>();
        foreach (var page in pages)
        {
            if (here.TryGetValue((page.Kind, page.Language, page.Address), out var item))
                groups.TryAdd((page.Kind, page.Key), item.GroupId);
        }

        return groups;
    }

    private static ImportAct Decide(ExchangePage page, ContentItem? current, string? parentHere, ExchangeMark? mark, string digest)
    {
        if (current is null)
            return mark is null ? ImportAct.New : ImportAct.Gone;
        var isSame = current.Text.IsSameAs(page.Text) && parentHere == page.Parent
            && (page.Position is null || page.Position == current.Position)
            && (!page.IsPublished || current.PublishedVersion == current.Version);
        if (isSame)
            return ImportAct.Unchanged;
        if (mark?.ItemId == current.Id && mark.Version == current.Version)
            return mark.Digest == digest ? ImportAct.Kept : ImportAct.Changed;
        return mark?.ItemId == current.Id && mark.Digest == digest ? ImportAct.Kept : ImportAct.Conflict;
    }

    private string? WhyNot(ContentKind kind, ExchangePage page, ContentItem? current, ILookup<string, ContentItem> owners, string? group)
    {
        if (current is not null)
            return null;
        var (address, problem) = addresses.Read(kind, page.Address);
        if (problem is not null)
            return problem.Why;
        if (address != page.Address)
            return text["Write the address as {0}: small letters, without .html and without a slash at the end.", address ?? ""];
        return kind.Root is not null && owners[page.Address].FirstOrDefault(x => x.GroupId != group) is { } owner
            ? text["“{0}” ({1}) has the address {2} already.", owner.Title, owner.Language, page.Address].Value
            : null;
    }

    private static bool HasPage(
        ExchangeTree tree, Dictionary<(string, string, string), ContentItem> here, ExchangePage page, string parent) =>
        tree.Pages.Any(x => x.Kind == page.Kind && x.Address == parent && x.Key != page.Key)
            || here.Values.Any(x => x.Kind == page.Kind && x.Address == parent);

    private async Task<IReadOnlyList<PlannedMedia>> PlanMediaAsync(ExchangeTree tree, CancellationToken cancellationToken)
    {
        if (tree.Media.Count == 0 || media.FirstOrDefault() is not { } library)
            return [];
        var known = await library.ListAsync(cancellationToken);
        return
        [
            .. tree.Media.Select(x => new PlannedMedia(
                x,
                !known.TryGetValue(x.Path, out var digests) ? ImportAct.New
                : digests.Contains(Convert.ToHexStringLower(SHA256.HashData(x.Content))) ? ImportAct.Unchanged : ImportAct.Changed)),
        ];
    }
}
