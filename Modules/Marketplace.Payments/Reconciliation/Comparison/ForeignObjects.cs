using Marketplace.Data;

namespace Marketplace.Payments.Reconciliation.Comparison;

/// <summary>
/// Objects of the gateway's account that are none of this tenant's: several tenants, or other shops, may share one account.
/// </summary>
internal sealed class ForeignObjects(IDatabase database, TimeProvider time)
{
    public async Task<bool> IsKnownAsync(string objectId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<long>(
            "select count(*) from reconciliation_foreign where object_id = @objectId", new { objectId }, cancellationToken) > 0;
    }

    public Task AddAsync(string objectId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                "insert into reconciliation_foreign (object_id, seen_at) values (@objectId, @now) on conflict (object_id) do nothing",
                new { objectId, now = time.GetUtcNow() }, cancellationToken),
            cancellationToken);

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync("delete from reconciliation_foreign where seen_at < @before", new { before }, cancellationToken),
            cancellationToken);
}
