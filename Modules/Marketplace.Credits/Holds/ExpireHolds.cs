using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Releases holds that were neither captured nor voided in time, so that a lost purchase never locks credits up for good.</summary>
[BackgroundTask(Title = "Release expired holds", Description = "Gives reserved credits back when a purchase did not finish in time.", Schedule = "*/10 * * * *")]
internal sealed class ExpireHolds(IDatabase database, TimeProvider time) : IBackgroundTask
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
        foreach (var account in holds.GroupBy(x => x.AccountId).OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            var amount = account.Aggregate(CreditAmount.Zero, (sum, hold) => sum + hold.Amount);
            await AccountRows.ReleaseAsync(db, account.Key, amount, cancellationToken);
        }

        return holds.Count;
    }
}
