using System.Globalization;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Lots;

/// <summary>
/// Grant lots: each amount that an account was given, with what is left of it. The open lots of an account always sum up to what it can
/// spend. They burn in one order: earliest expiry, then granted before purchased, then oldest. All changes happen under the account's lock.
/// </summary>
internal static class LotRows
{
    private const int PageSize = 50;

    public static Task InsertAsync(
        UnitOfWork db, string id, AccountRow account, TransactionRow transaction, Grant grant, CreditAmount amount, CreditAmount remaining,
        CancellationToken cancellationToken) =>
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

    /// <summary>What is left of the account's lots whose time is over.</summary>
    /// <param name="except">A transaction whose lots are left out, or null.</param>
    public static Task<IReadOnlyList<LotPart>> EndedAsync(
        DbSession db, string accountId, DateTimeOffset now, string? except, CancellationToken cancellationToken) =>
        db.QueryAsync<LotPart>(
            $"select id as lot_id, remaining as amount from ledger_lots where account_id = @accountId and {EndedLots.Condition} and "
            + "transaction_id <> @except order by expires_at, id",
            new { accountId, now, end = EndedLots.EndOf(now), except = except ?? "" },
            cancellationToken);

    /// <summary>Which lots <paramref name="amount"/> comes from, in burn order.</summary>
    /// <returns>Null where that comes to a lot whose time is over.</returns>
    /// <exception cref="InvalidOperationException">The open lots hold less.</exception>
    public static Task<IReadOnlyList<LotPart>?> ChooseUnendedAsync(
        DbSession db, string accountId, CreditAmount amount, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChooseAsync(db, accountId, amount, [], unendedAt: now, cancellationToken);

    /// <summary>As above, ended or not.</summary>
    /// <param name="first">A transaction whose lots, or a lot that, burns before all others; null keeps the usual order.</param>
    public static async Task<IReadOnlyList<LotPart>> ChooseAsync(
        DbSession db, string accountId, CreditAmount amount, string? first, CancellationToken cancellationToken)
    {
        IReadOnlyList<FreeLot> before = first is null
            ? []
            : await OpenAsync(db, "and (transaction_id = @first or id = @first)", accountId, first, after: "", cancellationToken);
        return (await ChooseAsync(db, accountId, amount, before, unendedAt: null, cancellationToken))!;
    }

    /// <summary>As above: lots that transactions made whose idempotency keys begin alike are drawn on first.</summary>
    public static async Task<IReadOnlyList<LotPart>> ChooseOfKeysAsync(
        DbSession db, string accountId, CreditAmount amount, string keys, CancellationToken cancellationToken)
    {
        var before = await OpenOfKeysAsync(db, accountId, keys, cancellationToken);
        return (await ChooseAsync(db, accountId, amount, before, unendedAt: null, cancellationToken))!;
    }

    /// <summary>Reads lots until they cover the amount.</summary>
    private static async Task<IReadOnlyList<LotPart>?> ChooseAsync(
        DbSession db, string accountId, CreditAmount amount, IReadOnlyList<FreeLot> before, DateTimeOffset? unendedAt,
        CancellationToken cancellationToken)
    {
        var parts = new List<LotPart>();
        var left = Draw(before, amount, parts);
        var drawn = before.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        for (var after = ""; left.IsPositive;)
        {
            var lots = await OpenAsync(db, which: "", accountId, first: "", after, cancellationToken);
            if (lots.Count == 0)
                throw new InvalidOperationException(
                    $"The lots of account {accountId} do not hold what the ledger says; nothing was changed.");
            if (lots.Any(x => x.ExpiresAt <= unendedAt))
                return null;
            left = Draw(lots.Where(x => !drawn.Contains(x.Id)), left, parts);
            after = lots[^1].BurnOrder;
        }

        return parts;
    }

    private static Task<IReadOnlyList<FreeLot>> OpenOfKeysAsync(
        DbSession db, string accountId, string keys, CancellationToken cancellationToken) =>
        db.QueryAsync<FreeLot>(
            """
            select l.id, l.remaining, l.burn_order, l.expires_at
            from ledger_lots l join ledger_transactions t on t.id = l.transaction_id
            where l.account_id = @accountId and l.is_open and substr(t.idempotency_key, 1, @length) = @keys
            order by l.burn_order
            """,
            new { accountId, keys, length = keys.Length },
            cancellationToken);

    private static Task<IReadOnlyList<FreeLot>> OpenAsync(
        DbSession db, string which, string accountId, string first, string after, CancellationToken cancellationToken) =>
        db.QueryAsync<FreeLot>(
            $"select id, remaining, burn_order, expires_at from ledger_lots where account_id = @accountId and is_open and burn_order > "
            + $"@after {which} order by burn_order limit @limit",
            new { accountId, first, after, limit = PageSize },
            cancellationToken);

    /// <returns>What is not covered yet.</returns>
    private static CreditAmount Draw(IEnumerable<FreeLot> lots, CreditAmount amount, List<LotPart> parts)
    {
        foreach (var lot in lots)
        {
            if (!amount.IsPositive)
                break;
            var part = lot.Remaining < amount ? lot.Remaining : amount;
            parts.Add(new LotPart(lot.Id, part));
            amount -= part;
        }

        return amount;
    }

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
    public static Task WriteMovementAsync(
        UnitOfWork db, string sourceId, string lotId, CreditAmount amount, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "insert into ledger_lot_movements (source_id, lot_id, amount) values (@sourceId, @lotId, @amount)",
            new { sourceId, lotId, amount }, cancellationToken);

    /// <summary>What a transaction drew on lots in all, with its reversals, theirs, and so on; the lot that burns last first.</summary>
    public static Task<IReadOnlyList<LotPart>> DrawnByAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        db.QueryAsync<LotPart>(
            $"""
             {ReversalChain.Sql}
             select m.lot_id, cast(-sum(m.amount) as bigint) as amount
             from chain c cross join ledger_lot_movements m cross join ledger_lots l
             where m.source_id = c.id and l.id = m.lot_id
             group by m.lot_id, l.burn_order having sum(m.amount) < 0
             order by l.burn_order desc
             """,
            new { transactionId },
            cancellationToken);

    private static string BurnOrder(string id, Grant grant) => string.Create(
        CultureInfo.InvariantCulture,
        $"{grant.ExpiresAt?.UtcDateTime ?? DateTime.MaxValue:yyyyMMddHHmmss}{(grant.Kind == LotKind.Purchased ? 1 : 0)}{id}");
}

/// <param name="Amount">Positive.</param>
internal sealed record LotPart(string LotId, CreditAmount Amount);

internal sealed record FreeLot
{
    public required string Id { get; init; }

    public required CreditAmount Remaining { get; init; }

    public required string BurnOrder { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
