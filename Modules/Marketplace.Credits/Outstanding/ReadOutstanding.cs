using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;

namespace Marketplace.Credits.Outstanding;

/// <summary>How long customers have had their credits.</summary>
internal static class AgeBands
{
    /// <summary>The last day of each band but the last, counted from today.</summary>
    public static readonly IReadOnlyList<int> LastDays = [30, 90, 180, 365];

    public static int Count => LastDays.Count + 1;
}

/// <param name="ByAge">What is owed, reserved or not, by <see cref="AgeBands"/>.</param>
internal sealed record OwedOfKind(LotKind Kind, IReadOnlyList<CreditAmount> ByAge)
{
    public CreditAmount Total => WideSum.Of(ByAge);
}

/// <param name="Owed">What customers can spend and what is reserved for them.</param>
/// <param name="Reserved">The part of it that open holds reserve.</param>
/// <param name="Debt">What customers in debt owe the marketplace, positive.</param>
internal sealed record OutstandingCredits(
    IReadOnlyList<OwedOfKind> Kinds, CreditAmount Reserved, CreditAmount Expiring30, CreditAmount Expiring90, CreditAmount Debt,
    long Debtors, long Holders)
{
    public CreditAmount Owed => WideSum.Of(Kinds.Select(x => x.Total));

    /// <summary>What customers paid for, as opposed to what they were given.</summary>
    public CreditAmount Purchased => WideSum.Of(Kinds.Where(x => x.Kind == LotKind.Purchased).Select(x => x.Total));

    public CreditAmount Granted => Owed - Purchased;
}

internal sealed class ReadOutstanding(IDatabase database, TimeProvider time)
{
    /// <summary>What lots have left, and what open holds reserve of them.</summary>
    private const string Parts =
        """
        select l.kind, l.granted_at, l.remaining as amount from ledger_lots l join ledger_accounts a on a.id = l.account_id
        where l.is_open and (l.expires_at is null or l.expires_at > @now) and a.asset = @asset
        union all
        select l.kind, l.granted_at, p.amount from ledger_holds h
        join ledger_accounts a on a.id = h.account_id join ledger_hold_lots p on p.hold_id = h.id join ledger_lots l on l.id = p.lot_id
        where h.status = 'open' and a.asset = @asset
        """;

    public async Task<OutstandingCredits> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        var accounts = await db.QuerySingleAsync<(long Held, long HeldRest, long Debt, long DebtRest, long Debtors, long Holders)>(
            $"""
            select {WideSum.Columns("held")}, {WideSum.Columns("(case when posted < held then held - posted else 0 end)")},
              cast(coalesce(sum(case when posted < held then 1 else 0 end), 0) as bigint), cast(coalesce(sum(case when posted > 0 then 1
              else 0 end), 0) as bigint)
            from ledger_accounts where kind = 'customer' and asset = @asset
            """,
            new { asset = Assets.Credit },
            cancellationToken);
        return new OutstandingCredits(
            await KindsAsync(db, now, cancellationToken),
            WideSum.Of(accounts.Held, accounts.HeldRest),
            await ExpiringAsync(db, now, now.AddDays(30), cancellationToken),
            await ExpiringAsync(db, now, now.AddDays(90), cancellationToken),
            WideSum.Of(accounts.Debt, accounts.DebtRest),
            accounts.Debtors,
            accounts.Holders);
    }

    private static async Task<IReadOnlyList<OwedOfKind>> KindsAsync(DbSession db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<(string Kind, int Band, long Credits, long Remainder)>(
            $"""
             select kind, band, {WideSum.Columns("amount")} from (
               select kind, amount, case
                 when granted_at > @d0 then 0 when granted_at > @d1 then 1 when granted_at > @d2 then 2 when granted_at > @d3 then 3
                 else 4 end as band
               from ({Parts}) as parts) as banded
             group by kind, band
             """,
            new { asset = Assets.Credit, now, d0 = Since(now, 0), d1 = Since(now, 1), d2 = Since(now, 2), d3 = Since(now, 3) },
            cancellationToken);
        var amounts = rows.ToDictionary(x => (x.Kind, x.Band), x => WideSum.Of(x.Credits, x.Remainder));
        return
        [
            .. Enum.GetValues<LotKind>().Select(kind => new OwedOfKind(
                kind, [.. Enumerable.Range(0, AgeBands.Count).Select(band => amounts.GetValueOrDefault((kind.ToString(), band)))])),
        ];
    }

    /// <summary>Whole days: what came 30 days ago is 30 days old until the day is over.</summary>
    private static DateTimeOffset Since(DateTimeOffset now, int band) => now.AddDays(-AgeBands.LastDays[band] - 1);

    private static async Task<CreditAmount> ExpiringAsync(
        DbSession db, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (credits, rest) = await db.QuerySingleAsync<(long Credits, long Remainder)>(
            $"""
            select {WideSum.Columns("l.remaining")} from ledger_lots l join ledger_accounts a on a.id = l.account_id
            where l.is_open and l.expires_at > @now and l.expires_at <= @until and a.asset = @asset
            """,
            new { now, until, asset = Assets.Credit },
            cancellationToken);
        return WideSum.Of(credits, rest);
    }
}
