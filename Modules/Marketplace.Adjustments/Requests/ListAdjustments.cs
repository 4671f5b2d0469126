using System.Diagnostics;
using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record AdjustmentPage(IReadOnlyList<Adjustment> Adjustments, string? Next);

/// <summary>Adjustments, newest first.</summary>
internal sealed class ListAdjustments(IDatabase database, TimeProvider time)
{
    /// <param name="userIds">Only these customers'; null: everybody's.</param>
    /// <param name="before">The cursor of the page before; null begins.</param>
    public async Task<AdjustmentPage> ExecuteAsync(
        AdjustmentState? state, IReadOnlyList<string>? userIds, string? before, int limit, CancellationToken cancellationToken)
    {
        var condition = state switch
        {
            null => "",
            AdjustmentState.Waiting => "and state = 'Waiting' and expires_at > @now",
            AdjustmentState.Expired => "and state = 'Waiting' and expires_at <= @now",
            AdjustmentState.Posted or AdjustmentState.Rejected or AdjustmentState.Withdrawn => "and state = @state",
            _ => throw new UnreachableException(),
        };
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<Adjustment>(
            $"""
             select {AdjustmentRows.Columns} from adjustments
             where 1 = 1 {condition} {(userIds is null ? "" : "and " + db.Dialect.In("user_id", "users"))}
             {(before is null ? "" : "and id < @before")}
             order by id desc limit @limit
             """,
            new { now = time.GetUtcNow(), state = state?.ToString(), users = (userIds ?? []).ToArray(), before, limit = limit + 1 },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        return new AdjustmentPage(page, rows.Count > limit ? page[^1].Id : null);
    }

    public async Task<Adjustment?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await AdjustmentRows.FindAsync(db, id, time.GetUtcNow(), cancellationToken);
    }

    public async Task<int> CountWaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<int>(
            "select count(*) from adjustments where state = 'Waiting' and expires_at > @now", new { now = time.GetUtcNow() },
            cancellationToken);
    }
}
