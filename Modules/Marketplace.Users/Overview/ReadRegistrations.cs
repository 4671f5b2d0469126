using Marketplace.Data;

namespace Marketplace.Users.Overview;

/// <param name="Accounts">All there are.</param>
/// <param name="PerDay">New ones.</param>
public sealed record Registrations(long Accounts, DailyValues PerDay);

internal sealed class ReadRegistrations(IDatabase database, TimeProvider time)
{
    private const int Days = 30;

    public async Task<Registrations> ExecuteAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await using var db = await database.OpenAsync(cancellationToken);
        var accounts = await db.ScalarAsync<long>("select count(*) from users", cancellationToken: cancellationToken);
        var rows = await db.QueryAsync<(string Day, long Number)>(
            $"select {db.Dialect.Day("created_at")}, count(*) from users where created_at >= @since group by 1",
            new { since = new DateTimeOffset(today.AddDays(1 - Days), TimeOnly.MinValue, TimeSpan.Zero) },
            cancellationToken);
        return new Registrations(
            accounts, DailyValues.Fill(rows.ToDictionary(x => x.Day, x => (decimal)x.Number, StringComparer.Ordinal), today, Days));
    }
}
