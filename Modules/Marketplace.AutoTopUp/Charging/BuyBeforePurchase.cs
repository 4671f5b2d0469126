using System.Diagnostics;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Notices;
using Marketplace.Credits.Wallet;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>Buys credits before a purchase (D6) and waits for them, as long as a person waits at a button.</summary>
internal sealed class BuyBeforePurchase(
    StartAttemptCommand start, ChargeAttempt charge, IWallet wallet, IDatabase database, RefusalText refusals) : IAutoTopUp
{
    private const int Looks = 40;

    /// <summary>How many others may go first.</summary>
    private const int Turns = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<AutoTopUpResult> BeforePurchaseAsync(
        string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken)
    {
        var request = new StartAttempt(userId, AttemptCause.Purchase, "buy:" + key, required, purchase);
        var result = await start.ExecuteAsync(request, cancellationToken);
        // Several purchases at once take turns; each other attempt is waited for once.
        var waitedFor = new HashSet<string>(StringComparer.Ordinal);
        while (result is StartResult.AlreadyOpen { Attempt: var other } && waitedFor.Count < Turns && waitedFor.Add(other.Id))
        {
            await WaitAsync(other, cancellationToken);
            result = await start.ExecuteAsync(request, cancellationToken);
        }

        return result switch
        {
            StartResult.Started { Attempt: var attempt } => await FinishAsync(attempt, required, cancellationToken),
            StartResult.Replayed { Attempt: var earlier } => await FinishAsync(earlier, required, cancellationToken),
            StartResult.AlreadyOpen { Attempt: var open } => await RefuseAsync(userId, required, refusals.Of(open), cancellationToken),
            StartResult.Refused refused => await RefuseAsync(userId, required, refusals.Of(refused.Refusal), cancellationToken),
            StartResult.NotNeeded => new AutoTopUpResult.NotNeeded(),
            StartResult.Off => new AutoTopUpResult.Off(),
            _ => throw new UnreachableException(),
        };
    }

    public async Task<AutoTopUpPlan?> PlanAsync(string userId, CreditAmount required, CancellationToken cancellationToken) =>
        await start.PreviewAsync(userId, required, cancellationToken) is { } preview
            ? new AutoTopUpPlan(preview.Amount, new Usd(preview.Cents).Format(), preview.Method)
            : null;

    /// <summary>
    /// Charges it, or waits for whoever does. Where the same purchase was sent before, perhaps a moment ago, what that bought is all it
    /// buys: what the order took of it since is no reason for more.
    /// </summary>
    private async Task<AutoTopUpResult> FinishAsync(Attempt attempt, CreditAmount required, CancellationToken cancellationToken)
    {
        if (attempt.Status is AttemptStatus.Reserved)
            attempt = await charge.ExecuteAsync(attempt.Id, cancellationToken);
        attempt = await WaitAsync(attempt, cancellationToken);
        return attempt.Status is AttemptStatus.Succeeded
            ? new AutoTopUpResult.ToppedUp(attempt.Amount, attempt.Purchase)
            : await RefuseAsync(attempt.UserId, required, refusals.Of(attempt), cancellationToken);
    }

    /// <summary>What is affordable anyway needs no word about it.</summary>
    private async Task<AutoTopUpResult> RefuseAsync(
        string userId, CreditAmount required, string message, CancellationToken cancellationToken) =>
        (await wallet.GetBalanceAsync(userId, cancellationToken)).Available >= required
            ? new AutoTopUpResult.NotNeeded()
            : new AutoTopUpResult.Refused(message);

    /// <summary>Another request or a debit is buying: what it buys may be enough.</summary>
    /// <returns>The attempt as it is then.</returns>
    private async Task<Attempt> WaitAsync(Attempt open, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks && open.Status is AttemptStatus.Reserved or AttemptStatus.Sending; look++)
        {
            await Task.Delay(Pause, cancellationToken);
            await using var db = await database.OpenAsync(cancellationToken);
            open = await AttemptRows.FindAsync(db, open.Id, cancellationToken)
                ?? throw new InvalidOperationException($"There is no attempt {open.Id}.");
        }

        return open;
    }
}
