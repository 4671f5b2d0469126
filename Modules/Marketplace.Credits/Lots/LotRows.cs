using System.Globalization;
using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// Grant lots: each amount that an account was given, with what is left of it. The open lots of an account always sum up to what it can spend.
/// They burn in one order: earliest expiry, then granted before purchased, then oldest. All changes happen under the account's lock.
/// </summary>
internal static class LotRows
{
    public static Task InsertAsync(
        UnitOfWork db, string id, AccountRow account, TransactionRow transaction, Grant grant, CreditAmount amount, CreditAmount remaining, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into ledger_lots (id, account_id, kind, transaction_id, amount, remaining, is_open, burn_order, expires_at, granted_at)
            values (@id, @accountId, @kind, @transactionId, @amount, @remaining, @open, @burnOrder, @ExpiresAt, @CreatedAt)
            """,
            new
            {
                id,
                accountId = account.Id,
                kind = grant.Kind.ToString(),
                transactionId = transaction.Id,
                amount,
                remaining,
                open = remaining.IsPositive,
                burnOrder = BurnOrder(id, grant),
                grant.ExpiresAt,
                transaction.CreatedAt,
            },
            cancellationToken);

    /// <summary>Which lots <paramref name="amount"/> comes from.</summary>
    /// <param name="first">A transaction whose lots, or a lot that, burns before all others; null keeps the usual order.</param>
    public static Task<IReadOnlyList<LotPart>> ChooseAsync(DbSession db, string accountId, CreditAmount amount, string? first, CancellationToken cancellationToken) =>
        db.QueryAsync<LotPart>(
            $"""
             select lot_id, cast(case when remaining < @amount - before then remaining else @amount - before end as bigint) as amount
             from (
               select id as lot_id, remaining, sum(remaining) over (order by {Order}) - remaining as before
               from ledger_lots where account_id = @accountId and is_open) as lots
             where before < @amount
             order by before
             """,
            new { accountId, amount, first = first ?? "" },
            cancellationToken);

    /// <param name="amount">Negative draws on the lot; positive gives back to it.</param>
    /// <exception cref="InvalidOperationException">The lot does not hold that much, or never held it.</exception>
    public static async Task ChangeAsync(UnitOfWork db, string lotId, CreditAmount amount, CancellationToken cancellationToken)
    {
        var changed = await db.ExecuteAsync(
            """
            update ledger_lots set remaining = remaining + @amount, is_open = remaining + @amount > 0
            where id = @lotId and remaining + @amount >= 0 and remaining + @amount <= amount
            """,
            new { lotId, amount },
            cancellationToken);
        if (changed != 1)
            throw new InvalidOperationException($"The lot {lotId} does not hold what the ledger says; nothing was changed.");
    }

    /// <param name="sourceId">The transaction, or a hold that was released into debt.</param>
    public static Task WriteMovementAsync(UnitOfWork db, string sourceId, string lotId, CreditAmount amount, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "insert into ledger_lot_movements (source_id, lot_id, amount) values (@sourceId, @lotId, @amount)", new { sourceId, lotId, amount }, cancellationToken);

    /// <summary>What a transaction and its reversals so far drew on lots in all, the lot that burns last first.</summary>
    public static Task<IReadOnlyList<LotPart>> DrawnByAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        db.QueryAsync<LotPart>(
            """
            select m.lot_id, cast(-sum(m.amount) as bigint) as amount
            from ledger_lot_movements m join ledger_lots l on l.id = m.lot_id
            where m.source_id = @transactionId or m.source_id in (select id from ledger_transactions where reverses_id = @transactionId)
            group by m.lot_id, l.burn_order having sum(m.amount) < 0
            order by l.burn_order desc
            """,
            new { transactionId },
            cancellationToken);

    private const string Order = "case when transaction_id = @first or id = @first then 0 else 1 end, burn_order";

    private static string BurnOrder(string id, Grant grant) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(grant.ExpiresAt is { } at ? at.UtcDateTime : DateTime.MaxValue):yyyyMMddHHmmss}{(grant.Kind == LotKind.Purchased ? 1 : 0)}{id}");
}

/// <param name="Amount">Positive.</param>
internal sealed record LotPart(string LotId, CreditAmount Amount);
