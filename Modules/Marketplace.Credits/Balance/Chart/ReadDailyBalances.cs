using System.Globalization;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Balance.Chart;

/// <summary>
/// A customer's balance at the end of each of the last days (UTC): one look-up in the index per day, all in one query, so that a day with a
/// million transactions costs what a quiet one does.
/// </summary>
internal sealed class ReadDailyBalances(IDatabase database)
{
    /// <param name="last">The last day, of which the balance is read as it stands.</param>
    /// <param name="days">How many, at least one.</param>
    /// <returns>Oldest first; zero before the first entry. Empty for a customer without one.</returns>
    public async Task<IReadOnlyList<CreditAmount>> ExecuteAsync(string userId, DateOnly last, int days, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        await using var db = await database.OpenAsync(cancellationToken);
        if (await AccountRows.FindAsync(db, userId, cancellationToken) is not { Version: > 0 } account)
            return [];
        var ends = Enumerable.Range(0, days).Select(i => new DateTimeOffset(last.AddDays(i + 2 - days), TimeOnly.MinValue, TimeSpan.Zero))
            .ToList();
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal) { ["accountId"] = account.Id };
        for (var i = 0; i < days; i++)
            parameters["d" + i.ToString(CultureInfo.InvariantCulture)] = ends[i];
        var rows = await db.QueryAsync<DayRow>(
            $"""
             select days.n as day, coalesce((
               select e.balance_after from ledger_entries e where e.account_id = @accountId and e.created_at < days.ends
               order by e.created_at desc, e.version desc limit 1), 0) as balance
             from ({string.Join(" union all ", Enumerable.Range(0, days).Select(Day))}) as days
             order by days.n
             """,
            parameters,
            cancellationToken);
        return [.. rows.Select(x => x.Balance)];
    }

    private static string Day(int number) => string.Create(CultureInfo.InvariantCulture, $"select {number} as n, @d{number} as ends");

    private sealed record DayRow
    {
        public required long Day { get; init; }

        public required CreditAmount Balance { get; init; }
    }
}
