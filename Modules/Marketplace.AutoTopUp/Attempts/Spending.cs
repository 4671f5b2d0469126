using System.Globalization;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Attempts;

internal enum SpendingLimit
{
    Daily,
    Monthly,
}

/// <summary>
/// What automatic charges took per calendar day and month in UTC. A share is reserved by a relative update that the limit guards, in the
/// transaction that makes the attempt, so that no two processes together exceed it by a cent.
/// </summary>
internal static class Spending
{
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string MonthOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <returns>The limit that has no room for it, and then nothing is reserved; or null when it is.</returns>
    public static async Task<SpendingLimit?> ReserveAsync(
        UnitOfWork db, CustomerSettings settings, Attempt attempt, CancellationToken cancellationToken)
    {
        if (!await AddAsync(db, attempt.UserId, attempt.Day, attempt.Cents, settings.DailyLimitCents, cancellationToken))
            return SpendingLimit.Daily;
        if (await AddAsync(db, attempt.UserId, attempt.Month, attempt.Cents, settings.MonthlyLimitCents, cancellationToken))
            return null;
        await AddAsync(db, attempt.UserId, attempt.Day, -attempt.Cents, limit: null, cancellationToken);
        return SpendingLimit.Monthly;
    }

    /// <summary>Whether the limits have room for it now; only a reservation keeps it.</summary>
    public static async Task<bool> HasRoomAsync(
        DbSession db, CustomerSettings settings, long cents, DateTimeOffset now, CancellationToken cancellationToken) =>
        (settings.DailyLimitCents is not { } daily || await ReadAsync(db, settings.UserId, DayOf(now), cancellationToken) + cents <= daily)
        && (settings.MonthlyLimitCents is not { } monthly
        || await ReadAsync(db, settings.UserId, MonthOf(now), cancellationToken) + cents <= monthly);

    public static async Task ReleaseAsync(UnitOfWork db, Attempt attempt, CancellationToken cancellationToken)
    {
        await AddAsync(db, attempt.UserId, attempt.Day, -attempt.Cents, limit: null, cancellationToken);
        await AddAsync(db, attempt.UserId, attempt.Month, -attempt.Cents, limit: null, cancellationToken);
    }

    /// <summary>It was paid although it had been given up: the sums tell the truth, whatever the limits.</summary>
    public static async Task RestoreAsync(UnitOfWork db, Attempt attempt, CancellationToken cancellationToken)
    {
        await AddAsync(db, attempt.UserId, attempt.Day, attempt.Cents, limit: null, cancellationToken);
        await AddAsync(db, attempt.UserId, attempt.Month, attempt.Cents, limit: null, cancellationToken);
    }

    public static async Task<long> ReadAsync(DbSession db, string userId, string period, CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<long?>(
            "select cents from auto_topup_spending where user_id = @userId and period = @period", new { userId, period },
            cancellationToken) ?? 0;

    private static async Task<bool> AddAsync(
        UnitOfWork db, string userId, string period, long cents, long? limit, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync(
            "insert into auto_topup_spending (user_id, period, cents) values (@userId, @period, 0) on conflict (user_id, period) do "
            + "nothing", new { userId, period }, cancellationToken);
        return await db.ExecuteAsync(
            "update auto_topup_spending set cents = cents + @cents where user_id = @userId and period = @period and cents + @cents <= "
            + "@limit",
            new { userId, period, cents, limit = limit ?? long.MaxValue },
            cancellationToken) == 1;
    }
}
