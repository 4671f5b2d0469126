using Marketplace.Data;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Limits;

[BackgroundTask(
    Title = "Forget what was bought long ago",
    Description = "Deletes what customers bought per day once no limit counts it any more; the payments themselves stay.",
    Schedule = "20 3 * * *", WakesTenant = false)]
[StoredName("Marketplace.Payments.ForgetTopUpDays")]
internal sealed class ForgetTopUpDays(IDatabase database, TimeProvider time) : IBackgroundTask
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public Task RunAsync(CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => TopUpDays.ForgetAsync(db, time.GetUtcNow() - Remembered, cancellationToken), cancellationToken);
}
