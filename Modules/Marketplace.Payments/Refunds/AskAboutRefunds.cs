using Marketplace.Data;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Refunds;

/// <summary>Asks again for refunds whose answer was lost.</summary>
[BackgroundTask(
    Title = "Ask about open refunds", Description = "Finds out what became of refunds whose answer from the payment provider was lost.",
    Schedule = "*/5 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Payments.AskAboutRefunds")]
internal sealed class AskAboutRefunds(IDatabase database, AskForRefund ask, TimeProvider time) : IBackgroundTask
{
    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await ListAsync(cancellationToken))
            await ask.AgainAsync(id, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await RefundRows.ListAskedAsync(db, time.GetUtcNow() - AskForRefund.Pause, AtOnce, cancellationToken);
    }
}
