using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Presence;

/// <summary>Pages of the editor say every half a minute that they are open.</summary>
internal sealed class OpenPages(IDatabase database, TimeProvider time) : IItemParts
{
    /// <summary>Whoever was not heard of for as long has left.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>The ids of the others who have it open.</returns>
    public Task<IReadOnlyList<string>> SignAsync(string itemId, string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    """
                    insert into content_presence (item_id, user_id, seen_at) values (@itemId, @userId, @now)
                    on conflict (item_id, user_id) do update set seen_at = excluded.seen_at
                    """,
                    new { itemId, userId, now }, cancellationToken);
                return await db.QueryAsync<string>(
                    """
                    select user_id from content_presence where item_id = @itemId and user_id <> @userId and seen_at > @since
                    order by user_id
                    """,
                    new { itemId, userId, since = now - Patience }, cancellationToken);
            },
            cancellationToken);
    }

    public Task DeleteAsync(UnitOfWork db, string itemId, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from content_presence where item_id = @itemId", new { itemId }, cancellationToken);
}
