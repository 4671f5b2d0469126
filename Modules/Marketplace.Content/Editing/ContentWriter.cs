using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.Rendering;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <param name="Kind">Name of a <see cref="ContentKind"/>.</param>
/// <param name="Address">In any spelling that <see cref="Addresses.ContentAddress"/> reads; the name, for kinds without addresses.</param>
/// <param name="Language">Two letters.</param>
/// <param name="Markdown">Kept byte for byte.</param>
internal sealed record ContentToWrite(string Kind, string Address, string Language, string Title, string Markdown)
{
    public string Description { get; init; } = "";

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whose translation a new item is; null: a text of its own. Of an item that is there it changes nothing.</summary>
    public string? GroupId { get; init; }

    /// <summary>What it was translated from, and which version of that.</summary>
    public string? SourceItemId { get; init; }

    public int? SourceVersion { get; init; }

    /// <summary>For kinds that are trees: where it stands. Null puts it on top.</summary>
    public string? ParentGroupId { get; init; }

    /// <summary>Among its sisters; null leaves it where it is, or puts a new one last.</summary>
    public int? Position { get; init; }

    /// <summary>Readers get it at once. Without it a draft is saved, and what readers see stays as it is.</summary>
    public bool Publish { get; init; }

    /// <summary>A user's id, or a word of <see cref="Acting"/>, for example <see cref="Acting.Recipe"/>.</summary>
    public required string By { get; init; }
}

/// <summary>Checked and rendered.</summary>
/// <param name="NewId">Of the item, where none is there yet.</param>
internal sealed record PreparedWrite(string NewId, ContentKind Kind, ContentToWrite Content, ItemText Text, RenderedText? Rendered);

/// <summary>What became of it. A closed set.</summary>
internal abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <param name="IsChanged">False where all of it was there already, and published where that was asked for.</param>
    public sealed record Written(string ItemId, string GroupId, int Version, bool IsNew, bool IsChanged) : WriteResult;

    /// <param name="Field">What is wrong: <c>title</c>, <c>address</c>, <c>body</c>, <c>language</c>, <c>kind</c>, <c>parent</c> or a field
    /// of the kind.</param>
    /// <param name="Why">A sentence.</param>
    public sealed record Refused(string Field, string Why) : WriteResult;
}

/// <summary>
/// The way in which other parts of the module (an import, a recipe's step, replacing words everywhere) save and publish: an item is found
/// by kind, address and language, made where there is none, saved where it differs, and published where that is asked for, all in one
/// transaction. Writing the same again changes nothing. It puts itself over drafts: whoever must not overwrite what an editor is
/// writing looks at <see cref="ContentItem.HasUnpublishedChanges"/> of <see cref="FindAsync"/> first, and passes the version that was seen.
/// </summary>
internal sealed class ContentWriter(
    IDatabase database, KindCatalogue kinds, ItemStore items, ItemRows rows, Publisher publisher, Addresses.AddressCheck addresses,
    ContentStamp stamp, TimeProvider time, IStringLocalizer<ContentWriter> text)
{
    /// <summary>In the place of a version: nothing is to be there yet.</summary>
    public const int NotThere = 0;

    /// <summary>The item of this kind, address (or name) and language; null where there is none outside of the trash.</summary>
    public async Task<ContentItem?> FindAsync(string kind, string address, string language, CancellationToken cancellationToken)
    {
        if (kinds.Find(kind) is not { } known || addresses.Read(known, address).Address is not { } canonical)
            return null;
        await using var session = await database.OpenAsync(cancellationToken);
        return await items.FindByAddressAsync(session, kind, canonical, language, cancellationToken);
    }

    /// <summary>Everything that needs no transaction: kind, address and text are checked, and what readers will see is made.</summary>
    public async Task<(PreparedWrite? Write, WriteResult.Refused? Refused)> PrepareAsync(
        ContentToWrite content, CancellationToken cancellationToken)
    {
        var typed = new ItemText(content.Title.Trim(), content.Description.Trim(), content.Address, content.Markdown, content.Fields);
        if (kinds.Find(content.Kind) is not { } kind)
            return (null, new WriteResult.Refused("kind", $"There is no kind {content.Kind}."));
        var (address, problem) = addresses.Read(kind, content.Address);
        if (problem is not null)
            return (null, new WriteResult.Refused("address", problem.Why));
        typed = typed with { Address = address };
        RenderedText? rendered = null;
        if (content.Publish)
        {
            (rendered, var why) = await publisher.PrepareAsync(content.Kind, typed, cancellationToken);
            if (rendered is null)
                return (null, new WriteResult.Refused("body", why!));
        }

        return (new PreparedWrite(PrefixedId.New("cit", time), kind, content, typed, rendered), null);
    }

    /// <param name="expectedVersion">That was read with <see cref="FindAsync"/>; <see cref="NotThere"/> where that found nothing; null
    /// writes over whatever is there. Where it is another by now, the answer is <see cref="WriteResult.Refused"/> of the field
    /// <c>version</c>.</param>
    public async Task<WriteResult> WriteAsync(
        ContentToWrite content, CancellationToken cancellationToken, int? expectedVersion = null)
    {
        var (write, refused) = await PrepareAsync(content, cancellationToken);
        return write is null
            ? refused!
            : await database.InTransactionAsync(
                db => WriteAsync(db, write, expectedVersion, cancellationToken), x => x is WriteResult.Written, cancellationToken);
    }

    /// <summary>The same in the transaction of a caller who writes much at once, and rolls back where anything is refused.</summary>
    public async Task<WriteResult> WriteAsync(
        UnitOfWork db, PreparedWrite write, int? expectedVersion, CancellationToken cancellationToken)
    {
        var (newId, kind, content, typed, rendered) = write;
        var found = typed.Address is null
            ? null
            : await items.FindByAddressAsync(db, content.Kind, typed.Address, content.Language, cancellationToken);
        var current = found is null ? null : await items.LockAsync(db, found.Id, cancellationToken);
        if (expectedVersion is not null && (current?.Version ?? NotThere) != expectedVersion)
            return Late();
        var isChanged = current is null || !current.Text.IsSameAs(typed);
        if (isChanged)
        {
            var saved = current is null
                ? await rows.InsertAsync(db, newId, New(content, typed), cancellationToken)
                : await rows.UpdateAsync(db, current, typed, content.By, isAuto: false, cancellationToken);
            if (Refusal(saved) is { } refused)
                return refused;
        }

        var isNew = current is null;
        current = (await items.FindAsync(db, current?.Id ?? newId, cancellationToken))!;
        if (!isNew && kind.IsTree && await PlaceAsync(db, current, content, cancellationToken))
            isChanged = true;
        if (rendered is not null && current.PublishedVersion != current.Version)
        {
            var published = await publisher.PublishAsync(db, current, rendered, content.By, cancellationToken);
            if (published is PublishResult.Refused refused)
                return new WriteResult.Refused("address", refused.Why);
            if (published is not PublishResult.Done)
                return Late();
            isChanged = true;
        }

        return new WriteResult.Written(current.Id, current.GroupId, current.Version, isNew, isChanged);
    }

    /// <summary>What was just written says what the text in the site's own language says at this moment, where there is one.</summary>
    public static Task TranslatedAsync(
        UnitOfWork db, WriteResult.Written translation, string ownLanguage, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update content_items set source_item_id = s.id, source_version = s.version
            from content_items s
            where content_items.id = @ItemId and s.group_id = @GroupId and s.language = @ownLanguage and s.trashed_at is null
              and s.id <> content_items.id
            """,
            new { translation.ItemId, translation.GroupId, ownLanguage }, cancellationToken);

    private static NewItem New(ContentToWrite content, ItemText typed) =>
        new(content.Kind, content.Language, typed, content.By)
        {
            GroupId = content.GroupId, ParentGroupId = content.ParentGroupId, Position = content.Position,
            SourceItemId = content.SourceItemId, SourceVersion = content.SourceVersion,
        };

    private async Task<bool> PlaceAsync(
        UnitOfWork db, ContentItem item, ContentToWrite content, CancellationToken cancellationToken)
    {
        var position = content.Position ?? item.Position;
        if (item.ParentGroupId == content.ParentGroupId && item.Position == position)
            return false;
        if (content.ParentGroupId == item.GroupId)
            return false;
        await db.ExecuteAsync(
            "update content_groups set parent_group_id = @ParentGroupId, position = @position where id = @GroupId",
            new { content.ParentGroupId, position, item.GroupId }, cancellationToken);
        await stamp.GrowAsync(db, cancellationToken);
        return true;
    }

    private WriteResult.Refused? Refusal(SaveResult saved) => saved switch
    {
        SaveResult.Saved => null,
        SaveResult.Invalid invalid => new WriteResult.Refused(invalid.Field, invalid.Why),
        SaveResult.Reserved reserved => new WriteResult.Refused("address", reserved.Why),
        SaveResult.AddressTaken taken => new WriteResult.Refused("address", taken.Why),
        SaveResult.Conflict or SaveResult.NotFound => Late(),
        _ => throw new InvalidOperationException($"No answer to {saved}."),
    };

    private WriteResult.Refused Late() => new("version", text["Somebody else saved it meanwhile."]);
}
