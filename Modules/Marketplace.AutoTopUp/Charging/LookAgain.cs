using Marketplace.AutoTopUp.Attempts;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>An attempt bought credits, and debits came while it was open.</summary>
[Event("autotopup.debit-was-seen")]
internal sealed record DebitWasSeen(string AttemptId);

/// <summary>What was bought may not be enough for the debits that came meanwhile.</summary>
[StoredName("Marketplace.AutoTopUp.LookAgain")]
[Delivery(Lane.Money)]
internal sealed class LookAgain(IDatabase database, TriggerOnDebit trigger) : IEventHandler<DebitWasSeen>
{
    public async Task HandleAsync(DebitWasSeen @event, string eventId, CancellationToken cancellationToken)
    {
        if (await FindAsync(@event.AttemptId, cancellationToken) is { } attempt)
            await trigger.ExecuteAsync(attempt.UserId, "after:" + attempt.Id, purchase: null, cancellationToken);
    }

    private async Task<Attempt?> FindAsync(string attemptId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await AttemptRows.FindAsync(db, attemptId, cancellationToken);
    }
}
