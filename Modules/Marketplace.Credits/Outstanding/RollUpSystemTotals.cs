using System.Globalization;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Outstanding;

/// <summary>
/// Sums up the system accounts' entries of days that are over. A day is closed for an hour before it is summed up: a transaction takes its
/// id when it begins and is seen when it ends. It looks every hour, because a small site sleeps at night. Each day is one transaction, so
/// that a run that is stopped loses nothing and one that comes twice does nothing.
/// </summary>
[BackgroundTask(
    Title = "Sum up system accounts", Description = "Keeps the balances of the marketplace's own accounts quick to read.",
    Schedule = "20 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Credits.RollUpSystemTotals")]
internal sealed class RollUpSystemTotals(IDatabase database, TimeProvider time) : IBackgroundTask
{
    internal static readonly TimeSpan ClosedFor = TimeSpan.FromHours(1);

    private const string DayForm = "yyyy-MM-dd";

    public Task RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <returns>How many days were summed up.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var days = 0;
        while (await database.InTransactionAsync(db => RollDayAsync(db, cancellationToken), cancellationToken))
            days++;
        return days;
    }

    /// <returns>Whether a day was summed up.</returns>
    private async Task<bool> RollDayAsync(UnitOfWork db, CancellationToken cancellationToken)
    {
        var next = await db.QuerySingleAsync<string>(
            $"select next_day from ledger_system_totals_state where id = 1 {db.Dialect.ForUpdate}", cancellationToken: cancellationToken);
        if (await FirstDayAsync(db, next, cancellationToken) is not { } day || StartOf(day.AddDays(1)) > time.GetUtcNow() - ClosedFor)
            return false;
        var (from, until) = (PrefixedId.LowerBound("txn", StartOf(day)), PrefixedId.LowerBound("txn", StartOf(day.AddDays(1))));
        foreach (var account in await AccountsAsync(db, cancellationToken))
        {
            // The first day takes whatever is older, too.
            var (credits, rest, entries) = await db.QuerySingleAsync<(long Credits, long Remainder, long Entries)>(
                $"""
                 select {WideSum.Columns("amount")}, count(*) from ledger_system_entries
                 where account_id = @account and transaction_id >= @from and transaction_id < @until
                 """,
                new { account, from = next.Length == 0 ? "" : from, until },
                cancellationToken);
            if (entries > 0)
                await db.ExecuteAsync(
                    "insert into ledger_system_totals (account_id, day, amount, entries) values (@account, @day, @amount, @entries)",
                    new { account, day = Text(day), amount = WideSum.Of(credits, rest), entries },
                    cancellationToken);
        }

        await db.ExecuteAsync(
            "update ledger_system_totals_state set next_day = @next, live_from = @until where id = 1",
            new { next = Text(day.AddDays(1)), until }, cancellationToken);
        return true;
    }

    /// <returns>The day to sum up next; null while there is nothing in the ledger.</returns>
    private static async Task<DateOnly?> FirstDayAsync(DbSession db, string next, CancellationToken cancellationToken)
    {
        if (next.Length > 0)
            return DateOnly.ParseExact(next, DayForm, CultureInfo.InvariantCulture);
        var first = await db.QuerySingleOrDefaultAsync<DateTimeOffset?>(
            "select created_at from ledger_transactions order by id limit 1", cancellationToken: cancellationToken);
        return first is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
    }

    private static async Task<IReadOnlyList<string>> AccountsAsync(DbSession db, CancellationToken cancellationToken)
    {
        var assets = await db.QueryAsync<string>("select distinct asset from ledger_accounts", cancellationToken: cancellationToken);
        return [.. assets.SelectMany(asset => SystemAccounts.All.Select(x => x.Id(asset)))];
    }

    private static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
