using Marketplace.Data;

namespace Marketplace.Payments;

/// <summary>A payment that was opened on screen and not finished within a day is closed, so that it cannot be paid on a day whose limit does not count it.</summary>
[BackgroundTask(
    Title = "Close abandoned payments", Description = "Closes payments that nobody finished within a day, and forgets what was bought on days long past.",
    Schedule = "20 * * * *", WakesTenant = false)]
internal sealed class CloseAbandonedTopUps(IDatabase database, TopUpRows rows, GiveUpTopUp giveUp, TimeProvider time) : IBackgroundTask
{
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await rows.ListAbandonedAsync(userId: null, time.GetUtcNow() - Abandoned, AtOnce, cancellationToken))
            await giveUp.ExecuteAsync(row, cancellationToken);
        await database.InTransactionAsync(db => TopUpDays.ForgetAsync(db, time.GetUtcNow() - Remembered, cancellationToken), cancellationToken);
    }
}
