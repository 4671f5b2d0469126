using Marketplace.Data;

namespace Marketplace.Payments.Reconciliation.OpenTopUps;

/// <summary>The open top-ups that it is time to ask about, each for one process.</summary>
internal sealed class OpenTopUpRows(IDatabase database, TimeProvider time)
{
    /// <summary>The longest due first.</summary>
    public async Task<IReadOnlyList<DueTopUp>> ListDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<DueTopUp>(
            """
            select id, created_at, ask_at from top_ups
            where status in ('Created', 'Pending') and ((ask_at is null and created_at <= @young) or ask_at <= @now)
            order by coalesce(ask_at, created_at) limit @limit
            """,
            new { now, young = now - AskSchedule.FirstQuestion, limit },
            cancellationToken);
    }

    /// <returns>False when another process took it.</returns>
    public async Task<bool> TakeAsync(DueTopUp due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = AskSchedule.Next(due.CreatedAt, now);
        return await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update top_ups set ask_at = @next, asked_at = @now where id = @Id and coalesce(ask_at, created_at) = @seen",
                new { due.Id, next, now, seen = due.AskAt ?? due.CreatedAt },
                cancellationToken),
            cancellationToken) == 1;
    }
}

internal sealed record DueTopUp
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AskAt { get; init; }
}
