using System.Globalization;
using Marketplace.Data;

namespace Marketplace.Payments.TopUps;

/// <summary>
/// What a customer buys on one day (UTC), in cents. Each attempt holds its share from the transaction that stores it until it fails. Sums
/// change by guarded, relative updates, so that any number of attempts at once keep to the limit exactly.
/// </summary>
internal static class TopUpDays
{
    public static async Task<long> ReadAsync(DbSession db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ScalarAsync<long?>(
            "select cents from top_up_days where user_id = @userId and day = @day", new { userId, day = Day(now) }, cancellationToken) ?? 0;

    /// <returns>False when the day's sum would exceed the limit: roll back then. True without a change for an attempt that holds its share
    /// already.</returns>
    public static async Task<bool> TryReserveAsync(
        UnitOfWork db, TopUpRow row, DailyLimit? limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var most = limit?.Cents ?? long.MaxValue;
        if (!await HoldAsync(db, row, now, cancellationToken))
            return true;
        return row.AmountCents <= most && await db.ExecuteAsync(
            """
            insert into top_up_days (user_id, day, cents) values (@UserId, @day, @AmountCents)
            on conflict (user_id, day) do update set cents = top_up_days.cents + excluded.cents where top_up_days.cents <= @room
            """,
            new { row.UserId, day = Day(now), row.AmountCents, room = most - row.AmountCents },
            cancellationToken) == 1;
    }

    /// <summary>Counts what was paid, whatever the limit, where the attempt had given its share back before.</summary>
    public static Task CountAsync(UnitOfWork db, TopUpRow row, DateTimeOffset now, CancellationToken cancellationToken) =>
        TryReserveAsync(db, row, limit: null, now, cancellationToken);

    public static async Task ReleaseAsync(UnitOfWork db, string topUpId, CancellationToken cancellationToken)
    {
        var held = await db.QuerySingleOrDefaultAsync<Share>(
            "delete from top_up_reservations where top_up_id = @topUpId returning user_id, day, cents", new { topUpId }, cancellationToken);
        if (held is not null)
            await db.ExecuteAsync(
                "update top_up_days set cents = cents - @Cents where user_id = @UserId and day = @Day", held, cancellationToken);
    }

    /// <summary>Days before this one decide nothing any more.</summary>
    public static async Task ForgetAsync(UnitOfWork db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync("delete from top_up_reservations where day < @day", new { day = Day(before) }, cancellationToken);
        await db.ExecuteAsync("delete from top_up_days where day < @day", new { day = Day(before) }, cancellationToken);
    }

    private static async Task<bool> HoldAsync(UnitOfWork db, TopUpRow row, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into top_up_reservations (top_up_id, user_id, day, cents) values (@Id, @UserId, @day, @AmountCents)
            on conflict (top_up_id) do nothing
            """,
            new { row.Id, row.UserId, day = Day(now), row.AmountCents },
            cancellationToken) == 1;

    private static string Day(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Share
    {
        public required string UserId { get; init; }

        public required string Day { get; init; }

        public required long Cents { get; init; }
    }
}
