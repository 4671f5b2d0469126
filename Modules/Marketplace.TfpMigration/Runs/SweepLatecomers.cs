namespace Marketplace.TfpMigration.Runs;

[BackgroundTask(
    Title = "Bring latecomers' wallets over",
    Description = "Gives people their balance of the older system once they have confirmed their address, where the news of it was "
        + "missed; and their settings, where they came without.",
    Schedule = "25 3 * * *",
    WakesTenant = false)]
[StoredName("Marketplace.Credits.TfpMigration.SweepLatecomers")]
internal sealed class SweepLatecomers(BringOverLatecomers latecomers, BringOverSettings settings) : IBackgroundTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await latecomers.SweepAsync(cancellationToken);
        await settings.SweepAsync(cancellationToken);
    }
}
