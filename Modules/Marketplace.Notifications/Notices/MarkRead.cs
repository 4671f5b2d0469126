using Marketplace.Data;

namespace Marketplace.Notifications.Notices;

internal sealed class MarkRead(IDatabase database, TimeProvider time)
{
    /// <summary>Does nothing where it is read already, or somebody else's.</summary>
    public Task ExecuteAsync(string userId, string id, CancellationToken cancellationToken) =>
        UpdateAsync("and id = @id", userId, id, cancellationToken);

    /// <param name="upTo">The newest that the person has seen: what came since stays unread.</param>
    public Task ExecuteAllAsync(string userId, string upTo, CancellationToken cancellationToken) =>
        UpdateAsync("and id <= @id", userId, upTo, cancellationToken);

    private Task UpdateAsync(string condition, string userId, string id, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                $"update notices set read_at = @now where user_id = @userId and in_app and read_at is null {condition}",
                new { userId, id, now = time.GetUtcNow() }, cancellationToken),
            cancellationToken);
}
