using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <param name="GroupId">Null makes a new text; else this is another language of that one.</param>
internal sealed record NewItem(string Kind, string Language, ItemText Text, string By)
{
    public string? GroupId { get; init; }

    /// <summary>Where a new text of a tree stands.</summary>
    public string? ParentGroupId { get; init; }

    /// <summary>Null: after its sisters.</summary>
    public int? Position { get; init; }

    public string? SourceItemId { get; init; }

    public int? SourceVersion { get; init; }
}

/// <summary>The writes that all commands of this room are made of. Each checks text and address in the caller's transaction.</summary>
internal sealed class ItemRows(
    KindCatalogue kinds, ItemRules rules, ItemStore items, AddressCheck addresses, ITenant tenant, TimeProvider time,
    IStringLocalizer<ItemRows> text)
{
    /// <summary>Saved, or why not; then nothing was written.</summary>
    /// <param name="id">From outside of the transaction, which may be tried again.</param>
    public async Task<SaveResult> InsertAsync(UnitOfWork db, string id, NewItem item, CancellationToken cancellationToken)
    {
        if (kinds.Find(item.Kind) is not { } kind)
            return new SaveResult.Invalid("kind", text["There is no kind {0}.", item.Kind]);
        if (!ContentSite.Of(tenant).AllLanguages.Contains(item.Language, StringComparer.Ordinal))
            return new SaveResult.Invalid(
                "language", text["This site is not written in “{0}”. Add the language in the settings first.", item.Language]);
        var groupId = item.GroupId ?? id.Replace("cit_", "cgr_", StringComparison.Ordinal);
        var (read, refused) = await CheckAsync(db, kind, groupId, item.Text, isNewAddress: true, cancellationToken);
        if (refused is not null)
            return refused;
        var now = time.GetUtcNow();
        if (item.GroupId is null)
        {
            var parent = kind.IsTree ? item.ParentGroupId : null;
            if (parent is not null && !await IsGroupAsync(db, kind.Name, parent, cancellationToken))
                return new SaveResult.Invalid("parent", text["The page above it is not there any more. Choose another."]);
            await db.ExecuteAsync(
                """
                insert into content_groups (id, kind, parent_group_id, position, created_at)
                values (@groupId, @Name, @parent, coalesce(@position,
                  (select coalesce(max(position), 0) + 1 from content_groups where kind = @Name
                    and (parent_group_id = @parent or (parent_group_id is null and @top)))), @now)
                """,
                new { groupId, kind.Name, parent, top = parent is null, position = item.Position, now }, cancellationToken);
        }
        else if (await db.QuerySingleOrDefaultAsync<string>(
            "select id from content_items where group_id = @groupId and language = @Language", new { groupId, item.Language },
            cancellationToken) is not null)
        {
            return new SaveResult.Invalid(
                "language", text["It is written in this language already, perhaps in the trash. Open or restore that one."]);
        }

        var row = new ContentItem
        {
            Id = id, GroupId = groupId, Kind = kind.Name, Language = item.Language, Title = read.Title, Description = read.Description,
            Address = read.Address, Body = read.Body, Fields = FieldsJson.Write(read.Fields), State = ItemState.Draft, Version = 1,
            SourceItemId = item.SourceItemId, SourceVersion = item.SourceVersion, CreatedAt = now, CreatedBy = item.By, ChangedAt = now,
            ChangedBy = item.By,
        };
        await db.ExecuteAsync(
            """
            insert into content_items
              (id, group_id, kind, language, title, description, address, body, fields, search_key, state, version, source_item_id,
               source_version, created_at, created_by, changed_at, changed_by)
            values (@Id, @GroupId, @Kind, @Language, @Title, @Description, @Address, @Body, @Fields, @key, @state, @Version, @SourceItemId,
               @SourceVersion, @CreatedAt, @CreatedBy, @ChangedAt, @ChangedBy)
            """,
            new
            {
                row.Id, row.GroupId, row.Kind, row.Language, row.Title, row.Description, row.Address, row.Body, row.Fields,
                key = KeyOf(read),
                state = row.State.ToString(), row.Version, row.SourceItemId, row.SourceVersion, row.CreatedAt, row.CreatedBy, row.ChangedAt,
                row.ChangedBy,
            },
            cancellationToken);
        await ItemHistory.WriteAsync(db, row, isAuto: false, cancellationToken);
        return new SaveResult.Saved(id, row.Version, now);
    }

    /// <summary>Saved with the next version, or why not; then nothing was written. The state becomes a draft again where it was
    /// published.</summary>
    /// <param name="current">As locked in this transaction.</param>
    public async Task<SaveResult> UpdateAsync(
        UnitOfWork db, ContentItem current, ItemText item, string by, bool isAuto, CancellationToken cancellationToken)
    {
        if (kinds.Find(current.Kind) is not { } kind)
            return new SaveResult.Invalid("kind", text["There is no kind {0}.", current.Kind]);
        var (read, refused) = await CheckAsync(
            db, kind, current.GroupId, item, isNewAddress: item.Address != current.Address, cancellationToken);
        if (refused is not null)
            return refused;
        var now = time.GetUtcNow();
        var row = current with
        {
            Title = read.Title, Description = read.Description, Address = read.Address, Body = read.Body,
            Fields = FieldsJson.Write(read.Fields), Version = current.Version + 1, ChangedAt = now, ChangedBy = by,
            State = current.State is ItemState.Published ? ItemState.Draft : current.State,
        };
        var changed = await db.ExecuteAsync(
            """
            update content_items set title = @Title, description = @Description, address = @Address, body = @Body, fields = @Fields,
              search_key = @key, state = @state, version = @Version, changed_at = @ChangedAt, changed_by = @ChangedBy
            where id = @Id and version = @before and trashed_at is null
            """,
            new
            {
                row.Id, row.Title, row.Description, row.Address, row.Body, row.Fields, key = KeyOf(read), state = row.State.ToString(),
                row.Version, row.ChangedAt, row.ChangedBy, before = current.Version,
            },
            cancellationToken);
        if (changed != 1)
            return await items.FindAsync(db, current.Id, cancellationToken) is { TrashedAt: null } other
                ? new SaveResult.Conflict(other)
                : new SaveResult.NotFound();
        await ItemHistory.WriteAsync(db, row, isAuto, cancellationToken);
        return new SaveResult.Saved(row.Id, row.Version, now);
    }

    public static Task<bool> IsGroupAsync(DbSession db, string kind, string groupId, CancellationToken cancellationToken) =>
        db.ScalarAsync<bool>(
            """
            select case when exists (select 1 from content_groups g join content_items i on i.group_id = g.id
              where g.id = @groupId and g.kind = @kind and i.trashed_at is null) then 1 else 0 end
            """,
            new { groupId, kind }, cancellationToken);

    private async Task<(ItemText Read, SaveResult? Refused)> CheckAsync(
        UnitOfWork db, ContentKind kind, string groupId, ItemText item, bool isNewAddress, CancellationToken cancellationToken)
    {
        var trimmed = item with { Title = item.Title.Trim(), Description = item.Description.Trim() };
        if (rules.Check(kind, trimmed) is { } wrong)
            return (trimmed, new SaveResult.Invalid(wrong.Field, wrong.Why));
        if (!isNewAddress)
            return (trimmed, null);
        var (address, problem) = addresses.Read(kind, item.Address);
        if (problem is null && address is not null)
        {
            await AddressCheck.TakeTurnAsync(db, cancellationToken);
            problem = await addresses.FindOwnerAsync(db, kind, groupId, address, cancellationToken);
        }

        return (trimmed with { Address = address }, problem switch
        {
            null => null,
            AddressProblem.Invalid => new SaveResult.Invalid("address", problem.Why),
            AddressProblem.Reserved => new SaveResult.Reserved(problem.Why),
            AddressProblem.Taken taken => new SaveResult.AddressTaken(problem.Why, taken.ByItemId),
            _ => throw new InvalidOperationException($"No answer to {problem}."),
        });
    }

    private static string KeyOf(ItemText item) => SearchKey.Of($"{item.Title} {item.Address}");
}
