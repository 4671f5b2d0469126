using Marketplace.Credits;
using Marketplace.Data;

namespace Marketplace.AutoTopUp;

/// <summary>Buys credits before a purchase (D6) and waits for them, as long as a person waits at a button.</summary>
internal sealed class BuyBeforePurchase(
    StartAttemptCommand start, ChargeAttempt charge, IWallet wallet, IDatabase database, RefusalText refusals, TimeProvider time) : IAutoTopUp
{
    private const int Looks = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<AutoTopUpResult> BeforePurchaseAsync(string userId, CreditAmount required, string purchase, CancellationToken cancellationToken)
    {
        var request = new StartAttempt(userId, AttemptCause.Purchase, PrefixedId.New("buy", time), required, purchase);
        var result = await start.ExecuteAsync(request, cancellationToken);
        if (result is StartResult.AlreadyOpen { Attempt: var other })
        {
            await WaitAsync(other, cancellationToken);
            result = await start.ExecuteAsync(request, cancellationToken);
        }

        return result switch
        {
            StartResult.Started { Attempt: var attempt } => Answer(await charge.ExecuteAsync(attempt.Id, cancellationToken)),
            StartResult.AlreadyOpen { Attempt: var open } => await RefuseAsync(userId, required, refusals.Of(open), cancellationToken),
            StartResult.Refused refused => await RefuseAsync(userId, required, refusals.Of(refused.Refusal), cancellationToken),
            _ => new AutoTopUpResult.NotNeeded(),
        };
    }

    private AutoTopUpResult Answer(Attempt attempt) =>
        attempt.Status is AttemptStatus.Succeeded ? new AutoTopUpResult.ToppedUp(attempt.Amount) : new AutoTopUpResult.Refused(refusals.Of(attempt));

    /// <summary>What is affordable anyway needs no word about it.</summary>
    private async Task<AutoTopUpResult> RefuseAsync(string userId, CreditAmount required, string message, CancellationToken cancellationToken) =>
        (await wallet.GetBalanceAsync(userId, cancellationToken)).Available >= required ? new AutoTopUpResult.NotNeeded() : new AutoTopUpResult.Refused(message);

    /// <summary>Another request or a debit is buying: what it buys may be enough.</summary>
    private async Task WaitAsync(Attempt open, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks && open.Status is AttemptStatus.Reserved or AttemptStatus.Sending; look++)
        {
            await Task.Delay(Pause, cancellationToken);
            await using var db = await database.OpenAsync(cancellationToken);
            if (await AttemptRows.FindAsync(db, open.Id, cancellationToken) is not { } now)
                return;
            open = now;
        }
    }
}
