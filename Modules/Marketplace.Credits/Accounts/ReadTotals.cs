using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Accounts;

/// <param name="Outstanding">Credits that customers own and have not spent: what the marketplace owes them in goods.</param>
/// <param name="Reserved">The part of it that open holds reserve.</param>
internal sealed record LedgerTotals(CreditAmount Outstanding, CreditAmount Reserved, long Accounts);

internal sealed class ReadTotals(IDatabase database, TimeProvider time)
{
    public async Task<LedgerTotals> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await db.QuerySingleAsync<(long Posted, long PostedRest, long Held, long HeldRest, long Accounts)>(
            $"""
            select {WideSum.Columns("posted")}, {WideSum.Columns("held")}, count(*)
            from ledger_accounts where kind = 'customer' and asset = @asset
            """,
            new { asset = Assets.Credit },
            cancellationToken);
        var over = await db.QuerySingleAsync<(long Credits, long Remainder)>(
            $"""
            select {WideSum.Columns("l.remaining")} from ledger_lots l join ledger_accounts a on a.id = l.account_id
            where l.is_open and l.expires_at is not null and l.expires_at <= @now and a.kind = 'customer' and a.asset = @asset
            """,
            new { now = time.GetUtcNow(), asset = Assets.Credit },
            cancellationToken);
        return new LedgerTotals(
            WideSum.Of(row.Posted - over.Credits, row.PostedRest - over.Remainder), WideSum.Of(row.Held, row.HeldRest), row.Accounts);
    }
}
