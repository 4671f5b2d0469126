using Marketplace.Data;

namespace Marketplace.Users.Limits;

[BackgroundTask(
    Title = "Forget old tries", Description = "Deletes what was counted of sign-ins and mails, once its time is over.",
    Schedule = "25 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Users.ForgetOldLimits")]
internal sealed class ForgetOldLimits(IDatabase database, TimeProvider time) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync("delete from account_limits where ends_at <= @now", new { now = time.GetUtcNow() }, cancellationToken),
            cancellationToken);
}
