using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Data;

namespace Marketplace.Content.Editing;

/// <summary>Takes items away: into the trash, back out of it, and for good.</summary>
internal sealed class Trash(
    IDatabase database, ItemStore items, KindCatalogue kinds, Publisher publisher, Redirects redirects, AddressCheck addresses,
    ContentStamp stamp, IEnumerable<IItemParts> parts, IAudit audit, TimeProvider time)
{
    /// <summary>Readers who come to its address are told that it is gone (410).</summary>
    /// <returns>False where it is not there, or in the trash already.</returns>
    public Task<bool> ExecuteAsync(string id, string by, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } item)
                return false;
            await publisher.WithdrawAsync(db, item, by, cancellationToken);
            await db.ExecuteAsync(
                """
                update content_items set trashed_at = @now, trashed_by = @by, state = @draft, publish_at = null, planned_version = null,
                  unpublish_at = null
                where id = @id
                """,
                new { id, now = time.GetUtcNow(), by, draft = nameof(ItemState.Draft) }, cancellationToken);
            if (item.LastAddress is { } last && kinds.Find(item.Kind) is { Root: not null })
                await redirects.GoneAsync(db, last, item.GroupId, item.Language, by, cancellationToken);
            await stamp.GrowAsync(db, cancellationToken);
            await audit.WriteAsync(db, ContentActs.Of(ContentActs.Trashed, item, by), cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Back as a draft, without its address where another text has it by now.</summary>
    /// <returns>False where it is not in the trash.</returns>
    public Task<bool> RestoreAsync(string id, string by, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: not null } item)
                return false;
            await AddressCheck.TakeTurnAsync(db, cancellationToken);
            var isFree = item.Address is null || kinds.Find(item.Kind) is not { } kind
                || await addresses.FindOwnerAsync(db, kind, item.GroupId, item.Address, cancellationToken) is null;
            await db.ExecuteAsync(
                "update content_items set trashed_at = null, trashed_by = null, address = @address where id = @id",
                new { id, address = isFree ? item.Address : null }, cancellationToken);
            await stamp.GrowAsync(db, cancellationToken);
            await audit.WriteAsync(db, ContentActs.Of(ContentActs.Restored, item, by), cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>With its history, comments and links. What stands below it moves up.</summary>
    /// <returns>False where it is not in the trash.</returns>
    public Task<bool> DeleteForGoodAsync(string id, string by, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: not null } item)
                return false;
            foreach (var part in parts)
                await part.DeleteAsync(db, id, cancellationToken);
            await db.ExecuteAsync("delete from content_versions where item_id = @id", new { id }, cancellationToken);
            await db.ExecuteAsync("delete from content_items where id = @id", new { id }, cancellationToken);
            await db.ExecuteAsync(
                """
                update content_groups set parent_group_id = @ParentGroupId where parent_group_id = @GroupId
                  and not exists (select 1 from content_items where group_id = @GroupId)
                """,
                new { item.ParentGroupId, item.GroupId }, cancellationToken);
            await db.ExecuteAsync(
                "delete from content_groups where id = @GroupId and not exists (select 1 from content_items where group_id = @GroupId)",
                new { item.GroupId }, cancellationToken);
            await stamp.GrowAsync(db, cancellationToken);
            await audit.WriteAsync(db, ContentActs.Of(ContentActs.Deleted, item, by) with { Link = null }, cancellationToken);
            return true;
        },
        cancellationToken);
}
