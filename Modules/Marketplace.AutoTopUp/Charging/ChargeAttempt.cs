using System.Diagnostics;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Confirm;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>
/// Takes an attempt as far as it goes now: charges its methods one after another until one pays, waits, or wants its customer. Each method
/// has one key, made of the attempt and its place, so that whoever carries on after a lost answer or a killed process asks for the same
/// charge.
/// </summary>
internal sealed class ChargeAttempt(
    IDatabase database, ITopUps topUps, EndAttempt end, AskForCustomer askForCustomer, ChooseMethods chooseMethods,
    CustomerLock customerLock, TimeProvider time, IStringLocalizer<ChargeAttempt> text, ILogger<ChargeAttempt> logger)
{
    /// <summary>Longer than a gateway with all its retries takes; after it, another process carries on.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(3);

    /// <returns>The attempt as it is then.</returns>
    public async Task<Attempt> ExecuteAsync(string attemptId, CancellationToken cancellationToken)
    {
        // What is only looked for from now on is looked for later, once the gateway has listed it.
        if (await ReadAsync(attemptId, cancellationToken) is { IsOpen: true, SwitchedOff: false } open
            && await customerLock.StopAsync(open.UserId, cancellationToken))
            return await ReadAsync(attemptId, cancellationToken);
        var now = time.GetUtcNow();
        if (!await database.InTransactionAsync(
            db => AttemptRows.ClaimAsync(db, attemptId, now, now + Claim, cancellationToken), cancellationToken))
            return await ReadAsync(attemptId, cancellationToken);
        var attempt = await ReadAsync(attemptId, cancellationToken);
        while (await TryAsync(attempt, cancellationToken))
            attempt = await ReadAsync(attemptId, cancellationToken);
        return await ReadAsync(attemptId, cancellationToken);
    }

    /// <returns>Whether there is another method to try.</returns>
    private async Task<bool> TryAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var method = attempt.ReadMethods()[attempt.Place];
        var result = AskingPace.MayAsk(attempt, time.GetUtcNow())
            ? await topUps.ChargeAsync(ToCharge(attempt, method), cancellationToken)
            : await topUps.LookUpChargeAsync(attempt.UserId, attempt.Key, cancellationToken);
        switch (result)
        {
            case null:
                await end.StoppedAsync(attempt.Id, text["It was never sent. You were not charged."], cancellationToken);
                return false;
            case ChargeResult.Credited credited:
                await end.SucceededAsync(attempt.Id, credited.TopUp, cancellationToken);
                return false;
            case ChargeResult.Declined declined:
                return await NextAsync(attempt, method, declined, cancellationToken);
            case ChargeResult.Processing processing:
                await WaitAsync(attempt, AttemptStatus.Processing, processing.TopUp, cancellationToken);
                return false;
            case ChargeResult.Unknown unknown:
                await WaitAsync(attempt, AttemptStatus.Unknown, unknown.TopUp, cancellationToken);
                return false;
            case ChargeResult.AuthenticationRequired wanted:
                await askForCustomer.ExecuteAsync(attempt, method, wanted.TopUp, cancellationToken);
                return false;
            case ChargeResult.LimitReached reached:
                await end.OverLimitAsync(attempt.Id, reached.Limit.Message, cancellationToken);
                return false;
            case ChargeResult.InvalidAmount or ChargeResult.KeyReused:
                logger.LogError("The automatic top-up {AttemptId} cannot be charged: {Result}", attempt.Id, result.GetType().Name);
                await end.StoppedAsync(attempt.Id, text["The amount cannot be charged. You were not charged."], cancellationToken);
                return false;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Where the bank turned the method down, the next one has its turn, unless the customer has switched off. What never came to a payment
    /// is the gateway's or the operator's trouble: another method would meet it too.
    /// </summary>
    private async Task<bool> NextAsync(
        Attempt attempt, AttemptMethod method, ChargeResult.Declined declined, CancellationToken cancellationToken)
    {
        var reason = declined.TopUp.FailureMessage ?? text["The payment was declined. You were not charged."];
        if (declined is { Decline: DeclineKind.None, TopUp.PaymentIntentId: null })
        {
            await end.StoppedAsync(attempt.Id, reason, cancellationToken);
            return false;
        }

        var now = time.GetUtcNow();
        var isNext = await database.InTransactionAsync(
            async db =>
            {
                if (declined.Decline is DeclineKind.ReplaceMethod)
                    await chooseMethods.RefuseAsync(db, attempt.UserId, method, cancellationToken);
                await CustomerSettingsRows.LockAsync(db, attempt.UserId, cancellationToken);
                var isOff = await AttemptRows.FindAsync(db, attempt.Id, cancellationToken) is not { SwitchedOff: false };
                return !isOff && attempt.Place + 1 < attempt.ReadMethods().Count
                    && !await customerLock.HoldsAsync(attempt.UserId, cancellationToken)
                    && await AttemptRows.AdvanceAsync(db, attempt, reason, now, now + Claim, cancellationToken);
            },
            cancellationToken);
        if (!isNext)
            await end.FailedAsync(attempt.Id, reason, cancellationToken);
        return isNext;
    }

    private Task WaitAsync(Attempt attempt, AttemptStatus status, TopUp topUp, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => AttemptRows.WaitAsync(
                db, attempt, status, topUp.Id, topUp.PaymentIntentId, time.GetUtcNow() + AskingPace.After(status, attempt.Asked),
                time.GetUtcNow(), cancellationToken),
            cancellationToken);

    private static ChargeSavedMethod ToCharge(Attempt attempt, AttemptMethod method)
    {
        var facts = new Dictionary<string,
            string>(StringComparer.Ordinal)
            { ["threshold_amount"] = new Usd(attempt.ThresholdCents).ToString(), ["payment_method"] = method.Name };
        if (attempt.Purchase is { } purchase)
            facts["triggered_by_purchase"] = purchase;
        return new ChargeSavedMethod(attempt.Key, attempt.UserId, attempt.Amount, method.Id)
        { Type = TransactionType.AutoTopUp, Reference = attempt.Id, Facts = facts };
    }

    private async Task<Attempt> ReadAsync(string attemptId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await AttemptRows.FindAsync(db, attemptId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no attempt {attemptId}.");
    }
}
