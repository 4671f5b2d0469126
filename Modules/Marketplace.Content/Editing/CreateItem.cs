using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <summary>Begins a text: a new one, another language of one, or a copy. Its address is proposed from its title.</summary>
internal sealed class CreateItem(
    IDatabase database, KindCatalogue kinds, ItemStore items, ItemRows rows, AddressCheck addresses, TimeProvider time,
    IStringLocalizer<CreateItem> text)
{
    /// <param name="parentGroupId">For kinds that are trees; null: on top.</param>
    public async Task<SaveResult> ExecuteAsync(
        string kindName, string language, string title, string? parentGroupId, string by, CancellationToken cancellationToken)
    {
        if (kinds.Find(kindName) is not { } kind)
            return new SaveResult.Invalid("kind", text["There is no kind {0}.", kindName]);
        if (title.Trim().Length == 0)
            return new SaveResult.Invalid("title", text["Give it a title first."]);
        return await BeginAsync(
            kind, new NewItem(kindName, language, ItemText.Empty with { Title = title.Trim() }, by) { ParentGroupId = parentGroupId },
            cancellationToken);
    }

    /// <summary>Another language of an item, to be translated: it begins with the text of the source and remembers its version.</summary>
    public async Task<SaveResult> TranslateAsync(string sourceId, string language, string by, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(sourceId, cancellationToken) is not { TrashedAt: null } source || kinds.Find(source.Kind) is not { } kind)
            return new SaveResult.NotFound();
        return await BeginAsync(
            kind,
            new NewItem(source.Kind, language, source.Text, by)
            { GroupId = source.GroupId, SourceItemId = source.Id, SourceVersion = source.Version },
            cancellationToken);
    }

    /// <summary>A text of its own with the same words, beside the original.</summary>
    public async Task<SaveResult> DuplicateAsync(string id, string by, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { TrashedAt: null } source || kinds.Find(source.Kind) is not { } kind)
            return new SaveResult.NotFound();
        var title = source.Title.Length > ItemRules.LongestTitle - 4 ? source.Title : source.Title + " (2)";
        return await BeginAsync(
            kind,
            new NewItem(source.Kind, source.Language, source.Text with { Title = title, Address = null }, by)
            { ParentGroupId = source.ParentGroupId },
            cancellationToken);
    }

    private Task<SaveResult> BeginAsync(ContentKind kind, NewItem item, CancellationToken cancellationToken)
    {
        var id = PrefixedId.New("cit", time);
        return database.InTransactionAsync(
            async db =>
            {
                var address = item.Text.Address
                    ?? await addresses.ProposeAsync(
                        db, kind, item.GroupId ?? "", item.Text.Title, await AboveAsync(db, item, cancellationToken), cancellationToken);
                return await rows.InsertAsync(db, id, item with { Text = item.Text with { Address = address } }, cancellationToken);
            },
            x => x is SaveResult.Saved, cancellationToken);
    }

    private static async Task<string?> AboveAsync(DbSession db, NewItem item, CancellationToken cancellationToken) =>
        item.ParentGroupId is null
            ? null
            : await db.QuerySingleOrDefaultAsync<string>(
                """
                select address from content_items where group_id = @ParentGroupId and address is not null
                order by case when language = @Language then 0 else 1 end, language limit 1
                """,
                new { item.ParentGroupId, item.Language }, cancellationToken);
}
