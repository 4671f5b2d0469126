using Marketplace.Data;

namespace Marketplace.JobsWorker;

internal sealed record SlowWrite(string Key);

/// <summary>One row in one transaction that takes a moment; a row that is there is not written again.</summary>
internal sealed class WriteSlowly(IDatabase database) : Marketplace.Abstractions.IJob<SlowWrite>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    public async Task ExecuteAsync(SlowWrite payload, CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("insert into slow_writes (name) values (@Key)", new { payload.Key }, cancellationToken);
                Console.WriteLine("began " + payload.Key);
                await Task.Delay(Moment, cancellationToken);
            },
            cancellationToken);
        Console.WriteLine("done " + payload.Key);
    }
}
