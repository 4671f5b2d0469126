using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Outstanding;

/// <param name="Balance">Money in is negative for the account it came through: all accounts together are zero.</param>
internal sealed record SystemBalance(SystemAccount Account, CreditAmount Balance, long Entries);

/// <summary>Balances of the marketplace's own accounts in the credit unit: days that are summed up, and the entries since.</summary>
internal sealed class ReadSystemBalances(IDatabase database)
{
    /// <summary>One statement, so that a day that is summed up at this moment counts once.</summary>
    private const string Amounts =
        """
        select account_id, amount, entries from ledger_system_totals
        union all
        select account_id, amount, 1 from ledger_system_entries
        where account_id = @account and transaction_id >= (select live_from from ledger_system_totals_state where id = 1)
        """;

    public async Task<IReadOnlyList<SystemBalance>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var balances = new List<SystemBalance>();
        foreach (var account in SystemAccounts.All)
        {
            var row = await db.QuerySingleAsync<(long Credits, long Remainder, long Entries)>(
                $"""
                 select {WideSum.Columns("amount")}, cast(coalesce(sum(entries), 0) as bigint)
                 from ({Amounts}) as amounts where account_id = @account
                 """,
                new { account = account.Id() },
                cancellationToken);
            balances.Add(new SystemBalance(account, WideSum.Of(row.Credits, row.Remainder), row.Entries));
        }

        return balances;
    }

    /// <summary>By how much what customers own changed in each day: the opposite of what the marketplace's accounts gained.</summary>
    /// <returns>By day as <c>yyyy-MM-dd</c>, only days on which something changed.</returns>
    public async Task<IReadOnlyDictionary<string, CreditAmount>> CustomersByDayAsync(CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, CreditAmount>(StringComparer.Ordinal);
        await using var db = await database.OpenAsync(cancellationToken);
        foreach (var account in SystemAccounts.All)
        {
            var rows = await db.QueryAsync<(string Day, long Credits, long Remainder)>(
                $"""
                 select day, {WideSum.Columns("amount")} from (
                   select day, amount from ledger_system_totals where account_id = @account
                   union all
                   select {db.Dialect.Day("t.created_at")}, s.amount from ledger_system_entries s
                   join ledger_transactions t on t.id = s.transaction_id
                   where s.account_id = @account and s.transaction_id >= (select live_from from ledger_system_totals_state
                   where id = 1)) as days
                 group by day
                 """,
                new { account = account.Id() },
                cancellationToken);
            foreach (var (day, credits, rest) in rows)
                changes[day] = WideSum.Of([changes.GetValueOrDefault(day), -WideSum.Of(credits, rest)]);
        }

        return changes;
    }
}
