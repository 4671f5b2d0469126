namespace Marketplace.Credits.TfpMigration;

[BackgroundTask(
    Title = "Bring latecomers' wallets over",
    Description = "Gives people their balance of the older system once they have confirmed their address, where the news of it was missed.",
    Schedule = "25 3 * * *",
    WakesTenant = false)]
[StoredName("Marketplace.Credits.TfpMigration.SweepLatecomers")]
internal sealed class SweepLatecomers(BringOverLatecomers latecomers) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => latecomers.SweepAsync(cancellationToken);
}
