using System.Diagnostics;
using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Receipts;
using Marketplace.Payments.Clawback;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Charging;

/// <summary>Turns what the gateway says of an intent into credits, at most once, however often and in whatever order it is said.</summary>
internal sealed class ApplyIntentCommand(
    IDatabase database,
    TopUpRows rows,
    ILedger ledger,
    IOutbox outbox,
    FailTopUp fail,
    TakeBackCredits takeBack,
    IssueReceipt issueReceipt,
    ITenant tenant,
    TimeProvider time,
    IStringLocalizer<ApplyIntentCommand> text,
    ILogger<ApplyIntentCommand> logger)
{
    public async Task<ApplyIntentResult> ExecuteAsync(PaymentIntent intent, CancellationToken cancellationToken)
    {
        var row = await FindAsync(intent, cancellationToken);
        if (row is null)
        {
            logger.LogWarning("No top-up belongs to payment intent {PaymentIntentId}; nothing was credited", intent.Id);
            return ApplyIntentResult.Ignored;
        }

        if (TopUpMetadata.Mismatch(intent, row, tenant) is { } mismatch)
        {
            logger.LogWarning(
                "Payment intent {PaymentIntentId} does not fit top-up {TopUpId}: {Mismatch}; nothing was credited", intent.Id, row.Id,
                mismatch);
            return ApplyIntentResult.Ignored;
        }

        return intent.Status switch
        {
            PaymentIntentStatus.Succeeded => await CreditAsync(intent, row, cancellationToken),
            PaymentIntentStatus.Canceled => await FailAsync(intent, row, cancellationToken),
            PaymentIntentStatus.RequiresPaymentMethod when intent.FailureMessage is not null =>
                await rows.SetMessageAsync(row.Id, intent.FailureMessage, cancellationToken)
                    ? ApplyIntentResult.RecordedFailure
                    : ApplyIntentResult.Ignored,
            PaymentIntentStatus.RequiresPaymentMethod or PaymentIntentStatus.RequiresConfirmation or PaymentIntentStatus.RequiresAction
                or PaymentIntentStatus.Processing or PaymentIntentStatus.RequiresCapture => ApplyIntentResult.Ignored,
            _ => throw new UnreachableException(),
        };
    }

    private async Task<TopUpRow?> FindAsync(PaymentIntent intent, CancellationToken cancellationToken)
    {
        var row = await rows.FindByIntentAsync(intent.Id, cancellationToken);
        if (row is null && intent.Metadata.TryGetValue("topup_id", out var id))
            row = await rows.FindAsync(id, cancellationToken);
        return row;
    }

    private async Task<ApplyIntentResult> CreditAsync(PaymentIntent intent, TopUpRow row, CancellationToken cancellationToken)
    {
        if (intent.AmountReceivedCents != row.AmountCents)
        {
            logger.LogError(
                "Payment intent {PaymentIntentId} collected {ReceivedCents} cents instead of {AmountCents}; nothing was credited",
                intent.Id, intent.AmountReceivedCents, row.AmountCents);
            return ApplyIntentResult.Ignored;
        }

        return await database.InTransactionAsync(
            async db =>
            {
                if (!await rows.SetSucceededAsync(db, row.Id, intent.Id, cancellationToken))
                    return ApplyIntentResult.AlreadyCredited;
                var posted = await ledger.PostAsync(db, ToPosting(intent, row), cancellationToken);
                if (posted is not PostResult.Posted credited)
                    throw new InvalidOperationException($"The ledger refused top-up {row.Id}: {posted.GetType().Name}.");
                var bonus = row.Bonus.IsPositive
                    ? await ledger.PostAsync(db, ToBonus(intent, row), cancellationToken) as PostResult.Posted
                    : null;
                if (row.Bonus.IsPositive && bonus is null)
                    throw new InvalidOperationException($"The ledger refused the bonus of top-up {row.Id}.");
                await takeBack.CreditedAsync(db, row.Id, credited.TransactionId, bonus?.TransactionId, cancellationToken);
                // A payment that had failed first gave its share of the day back.
                await TopUpDays.CountAsync(db, row, time.GetUtcNow(), cancellationToken);
                if (intent is { SavesMethod: true, CustomerId: not null, PaymentMethodId: { } method })
                    await outbox.WriteAsync(db, new MethodToKeep(method), cancellationToken);
                await outbox.WriteAsync(
                    db, new TopUpSucceeded(row.Id, row.UserId, row.Amount, intent.Id, row.Reference), cancellationToken);
                await issueReceipt.ExecuteAsync(db, row, intent, cancellationToken);
                return ApplyIntentResult.Credited;
            },
            cancellationToken);
    }

    private async Task<ApplyIntentResult> FailAsync(PaymentIntent intent, TopUpRow row, CancellationToken cancellationToken)
    {
        var reason = intent.FailureMessage ?? text["The payment was canceled. You were not charged."].Value;
        return await fail.ExecuteAsync(row, intent.Id, reason, DeclineKind.None, cancellationToken)
            ? ApplyIntentResult.RecordedFailure
            : ApplyIntentResult.Ignored;
    }

    /// <summary>An entry of its own (S3-09).</summary>
    private static Posting ToBonus(PaymentIntent intent, TopUpRow row) => new(
        $"topup:{row.Id}:bonus",
        TransactionType.Bonus,
        row.UserId,
        row.Bonus,
        SystemAccount.Promotions,
        $"Bonus of the package {row.PackageId}",
        Facts(intent, row));

    private static Posting ToPosting(PaymentIntent intent, TopUpRow row) => new(
        $"topup:{row.Id}",
        row.Type,
        row.UserId,
        row.Amount,
        SystemAccount.PaymentClearing,
        row.Type is TransactionType.AutoTopUp
            ? $"Automatic credit purchase via Stripe ({intent.Id})"
            : $"Credit purchase via Stripe ({intent.Id})",
        new Dictionary<string,
        string>(Facts(intent, row), StringComparer.Ordinal) { ["amount_usd"] = new Usd(row.AmountCents).ToString() });

    private static Dictionary<string, string> Facts(PaymentIntent intent, TopUpRow row)
    {
        var facts = new Dictionary<string, string>(row.ReadFacts(), StringComparer.Ordinal)
        {
            ["payment_intent_id"] = intent.Id,
            ["stripe_amount_cents"] = row.AmountCents.ToString(CultureInfo.InvariantCulture),
            ["topup_id"] = row.Id,
        };
        // Who charges a saved method knows its name; of what paid on screen the gateway tells, or nobody.
        facts.TryAdd("payment_method", intent.Method?.PlainName ?? intent.PaymentMethodId ?? row.PaymentMethodId ?? "unknown");
        if (row.PackageId is { } package)
            facts["package_id"] = package;
        return facts;
    }
}
