using Marketplace.Data;

namespace Marketplace.Credits;

/// <param name="Outstanding">Credits that customers own and have not spent: what the marketplace owes them in goods.</param>
/// <param name="Reserved">The part of it that open holds reserve.</param>
internal sealed record LedgerTotals(CreditAmount Outstanding, CreditAmount Reserved, long Accounts);

internal sealed class ReadTotals(IDatabase database, TimeProvider time)
{
    public async Task<LedgerTotals> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await db.QuerySingleAsync<(CreditAmount Posted, CreditAmount Held, long Accounts)>(
            """
            select cast(coalesce(sum(posted), 0) as bigint), cast(coalesce(sum(held), 0) as bigint), count(*)
            from ledger_accounts where kind = 'customer' and asset = @asset
            """,
            new { asset = Assets.Credit },
            cancellationToken);
        var over = await db.ScalarAsync<CreditAmount>(
            """
            select cast(coalesce(sum(l.remaining), 0) as bigint) from ledger_lots l join ledger_accounts a on a.id = l.account_id
            where l.is_open and l.expires_at is not null and l.expires_at <= @now and a.kind = 'customer' and a.asset = @asset
            """,
            new { now = time.GetUtcNow(), asset = Assets.Credit },
            cancellationToken);
        return new LedgerTotals(row.Posted - over, row.Held, row.Accounts);
    }
}
