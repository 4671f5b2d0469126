using Marketplace.Data;

namespace Marketplace.Credits;

/// <param name="Balance">Money in is negative for the account it came through: all accounts together are zero.</param>
internal sealed record SystemBalance(SystemAccount Account, CreditAmount Balance, long Entries);

/// <summary>Balances of the marketplace's own accounts in the credit unit: days that are summed up, and the entries since.</summary>
internal sealed class ReadSystemBalances(IDatabase database)
{
    /// <summary>One statement, so that a day that is summed up at this moment counts once.</summary>
    private const string Amounts =
        """
        select account_id, amount, entries, day from ledger_system_totals
        union all
        select account_id, amount, 1, 'live' from ledger_system_entries
        where account_id = @account and transaction_id >= (select live_from from ledger_system_totals_state where id = 1)
        """;

    public async Task<IReadOnlyList<SystemBalance>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var balances = new List<SystemBalance>();
        foreach (var account in SystemAccounts.All)
        {
            var row = await db.QuerySingleAsync<(CreditAmount Balance, long Entries)>(
                $"select cast(coalesce(sum(amount), 0) as bigint), cast(coalesce(sum(entries), 0) as bigint) from ({Amounts}) as amounts where account_id = @account",
                new { account = account.Id() },
                cancellationToken);
            balances.Add(new SystemBalance(account, row.Balance, row.Entries));
        }

        return balances;
    }

    /// <summary>What customers owned at the end of each day: the opposite of what the marketplace's accounts had.</summary>
    /// <returns>The changes by day as <c>yyyy-MM-dd</c>, only days that are summed up; <c>live</c> has what came since.</returns>
    public async Task<IReadOnlyList<(string Day, CreditAmount Change)>> CustomersByDayAsync(CancellationToken cancellationToken)
    {
        var changes = new SortedDictionary<string, CreditAmount>(StringComparer.Ordinal);
        await using var db = await database.OpenAsync(cancellationToken);
        foreach (var account in SystemAccounts.All)
        {
            var rows = await db.QueryAsync<(string Day, CreditAmount Amount)>(
                $"select day, cast(sum(amount) as bigint) from ({Amounts}) as amounts where account_id = @account group by day",
                new { account = account.Id() },
                cancellationToken);
            foreach (var (day, amount) in rows)
                changes[day] = changes.GetValueOrDefault(day) - amount;
        }

        return [.. changes.Select(x => (x.Key, x.Value))];
    }
}
