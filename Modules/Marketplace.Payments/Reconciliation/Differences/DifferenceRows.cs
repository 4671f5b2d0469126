using Marketplace.Data;
using Marketplace.Payments.Reconciliation.Comparison;

namespace Marketplace.Payments.Reconciliation.Differences;

/// <summary>The SQL of <c>reconciliation_differences</c>.</summary>
internal sealed class DifferenceRows(IDatabase database, TimeProvider time)
{
    private const string Select =
        """
        select id, kind, object_id, top_up_id, user_id, payment_intent_id, gateway_cents, books_cents, state, note, closed_by, found_at,
        seen_at, closed_at
        from reconciliation_differences
        """;

    public async Task<Difference?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<Difference>($"{Select} where id = @id", new { id }, cancellationToken);
    }

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<Difference>> ListOpenAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<Difference>($"{Select} where state = 'Open' order by id limit @limit", new { limit }, cancellationToken);
    }

    /// <summary>The last ones that were mended or explained.</summary>
    public async Task<IReadOnlyList<Difference>> ListClosedAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<Difference>(
            $"{Select} where state <> 'Open' order by closed_at desc, id limit @limit", new { limit }, cancellationToken);
    }

    public async Task<long> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<long>(
            "select count(*) from reconciliation_differences where state = 'Open'", cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Writes down how an object compares now. A difference is opened, or opened again where it was mended before or its amounts are others
    /// than those that were explained; one that is no more closes.
    /// </summary>
    public Task RecordAsync(ComparedObject found, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => RecordAsync(db, found, cancellationToken), cancellationToken);

    private Task RecordAsync(UnitOfWork db, ComparedObject found, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new
        {
            id = PrefixedId.New(Difference.Prefix, now), kind = found.Kind.ToString(), found.ObjectId, found.TopUpId, found.UserId,
            PaymentIntentId = found.Booked?.PaymentIntentId ?? found.PaymentIntentId, found.GatewayCents, found.BooksCents, now,
        };
        return db.ExecuteAsync(
            found.IsEqual
                ? """
                  update reconciliation_differences set state = 'Mended', gateway_cents = @GatewayCents, books_cents = @BooksCents,
                  seen_at = @now, closed_at = @now
                  where kind = @kind and object_id = @ObjectId and state = 'Open'
                  """
                : """
                  insert into reconciliation_differences
                    (id, kind, object_id, top_up_id, user_id, payment_intent_id, gateway_cents, books_cents, state, found_at, seen_at)
                  values (@id, @kind, @ObjectId, @TopUpId, @UserId, @PaymentIntentId, @GatewayCents, @BooksCents, 'Open', @now, @now)
                  on conflict (kind, object_id) do update set
                    state = case when reconciliation_differences.state = 'Explained'
                        and coalesce(reconciliation_differences.gateway_cents, 0) = coalesce(excluded.gateway_cents, 0)
                        and coalesce(reconciliation_differences.books_cents, 0) = coalesce(excluded.books_cents, 0)
                      then 'Explained' else 'Open' end,
                    top_up_id = excluded.top_up_id, user_id = excluded.user_id, payment_intent_id = excluded.payment_intent_id,
                    gateway_cents = excluded.gateway_cents, books_cents = excluded.books_cents, seen_at = excluded.seen_at
                  """,
            row,
            cancellationToken);
    }

    /// <returns>False when it was closed meanwhile.</returns>
    public async Task<bool> ExplainAsync(
        UnitOfWork db, string id, string note, string userId, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            "update reconciliation_differences set state = 'Explained', note = @note, closed_by = @userId, closed_at = @now where id "
            + "= @id and state = 'Open'",
            new { id, note, userId, now = time.GetUtcNow() },
            cancellationToken) == 1;
}
