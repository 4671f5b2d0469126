using System.Globalization;
using Marketplace.Data;

namespace Marketplace.Credits.Transfers;

/// <summary>
/// What a sender did on one day (UTC). Sums change by guarded, relative updates in the transaction that moves the credits, so that any
/// number of transfers at once keep to the limit exactly.
/// </summary>
internal static class TransferDays
{
    public static async Task<CreditAmount> ReadSentAsync(
        DbSession db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(await db.ScalarAsync<long?>(
            "select sent from credit_transfer_days where user_id = @userId and day = @day", new { userId, day = Day(now) },
            cancellationToken) ?? 0);

    /// <returns>False when the day's sum would exceed the limit; nothing is written then.</returns>
    public static async Task<bool> TryAddAsync(
        UnitOfWork db, string userId, CreditAmount amount, CreditAmount limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        amount <= limit
        && await db.ExecuteAsync(
            """
            insert into credit_transfer_days (user_id, day, sent, unknown_recipients) values (@userId, @day, @amount, 0)
            on conflict (user_id, day) do update set sent = credit_transfer_days.sent + excluded.sent
            where credit_transfer_days.sent <= @room
            """,
            new { userId, day = Day(now), amount, room = limit - amount },
            cancellationToken) == 1;

    /// <summary>Keeps the day's row until the transaction ends, so that a sender's look-ups are made one after the other.</summary>
    /// <returns>False when as many were unknown already; nothing is written then.</returns>
    public static async Task<bool> TryAddUnknownAsync(
        UnitOfWork db, string userId, int most, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into credit_transfer_days (user_id, day, sent, unknown_recipients) values (@userId, @day, 0, 1)
            on conflict (user_id, day) do update set unknown_recipients = credit_transfer_days.unknown_recipients + 1
            where credit_transfer_days.unknown_recipients < @most
            """,
            new { userId, day = Day(now), most },
            cancellationToken) == 1;

    private static string Day(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
