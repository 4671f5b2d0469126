using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Releases holds that were neither captured nor voided in time, so that a lost purchase never locks credits up for good.</summary>
[BackgroundTask(Title = "Release expired holds", Description = "Gives reserved credits back when a purchase did not finish in time.", Schedule = "*/10 * * * *", WakesTenant = false)]
internal sealed class ExpireHolds(IDatabase database, ReleaseHold release, TimeProvider time) : IBackgroundTask
{
    private const int BatchSize = 100;

    public Task RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <returns>How many holds were released.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var released = 0;
        int batch;
        do
        {
            batch = await database.InTransactionAsync(db => ExpireBatchAsync(db, cancellationToken), cancellationToken);
            released += batch;
        }
        while (batch == BatchSize);

        return released;
    }

    private async Task<int> ExpireBatchAsync(UnitOfWork db, CancellationToken cancellationToken)
    {
        var holds = await HoldRows.ExpireAsync(db, time.GetUtcNow(), BatchSize, cancellationToken);
        foreach (var hold in holds.OrderBy(x => x.AccountId, StringComparer.Ordinal))
            await release.ExecuteAsync(db, hold, cancellationToken);

        return holds.Count;
    }
}
