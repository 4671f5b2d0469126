using Marketplace.Data;

namespace Marketplace.Credits.Verification.Walk;

/// <summary>
/// The accounts that <c>ledger_system_entries</c> mentions, known or not, found by stepping along its key: its rows are many, its accounts
/// few.
/// </summary>
internal static class SystemEntryAccounts
{
    public static async Task<IReadOnlyList<string>> ReadAsync(DbSession db, CancellationToken cancellationToken)
    {
        var accounts = new List<string>();
        for (var last = ""; await db.ScalarAsync<string>(
            "select min(account_id) from ledger_system_entries where account_id > @last", new { last },
            cancellationToken) is { } next; last = next)
            accounts.Add(next);
        return accounts;
    }
}
