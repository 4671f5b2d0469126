using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Timeline;

/// <summary>What this module knows of a payment's life.</summary>
internal sealed class OwnTimeline(AdminPaymentTexts texts, CreditUnit unit, IStringLocalizer<OwnTimeline> text)
{
    public IEnumerable<PaymentTimelineEvent> Of(PaymentDetails details, IReadOnlyDictionary<string, string> names) =>
    [
        Started(details.Payment), .. details.Steps.Select(Step), .. Credited(details),
        .. details.Refunds.SelectMany(x => Refund(x, details.Takings.GetValueOrDefault(x.Id), names)),
        .. details.Disputes.SelectMany(x => Dispute(x, details.Takings.GetValueOrDefault(x.Id))),
    ];

    private PaymentTimelineEvent Started(PaymentRow row) => row.Type is TransactionType.AutoTopUp
        ? new(row.CreatedAt, text["An automatic top-up of {0} was started", unit.Format(row.Amount)])
        { Icon = "lightning-charge", Detail = AdminPaymentTexts.MethodOf(row) }
        : new(row.CreatedAt, text["The customer asked to buy {0}", unit.Format(row.Amount)])
        {
            Icon = "cursor", Detail = row.PackageId is { } package ? text["Package {0}", package].Value : null,
        };

    private PaymentTimelineEvent Step(TopUpStepRow step) => step.Step switch
    {
        TopUpStep.Opened => new(step.At, text["The payment provider opened the payment"]) { Icon = "door-open", Detail = step.Detail },
        TopUpStep.Declined =>
            new(step.At, text["A try failed"]) { Icon = "x-circle", Detail = step.Detail, Mood = PaymentTimelineMood.Attention },
        _ => new(step.At, text["The payment came to nothing"]) { Icon = "x-octagon", Detail = step.Detail, Mood = PaymentTimelineMood.Bad },
    };

    private IEnumerable<PaymentTimelineEvent> Credited(PaymentDetails details)
    {
        var row = details.Payment;
        if (details.Credited is not { } credited)
            yield break;
        yield return new(row.UpdatedAt, text["{0} were credited", unit.Format(row.Amount)])
        { Icon = "wallet2", Link = LinkTo(credited.TransactionId), Mood = PaymentTimelineMood.Good };
        if (credited.BonusTransactionId is { } bonus)
            yield return new(row.UpdatedAt, text["The bonus of {0} was credited", unit.Format(row.Bonus)])
            { Icon = "gift", Link = LinkTo(bonus), Mood = PaymentTimelineMood.Good };
    }

    private IEnumerable<PaymentTimelineEvent> Refund(RefundRow row, TakingRow? taking, IReadOnlyDictionary<string, string> names)
    {
        var amount = new Usd(row.AmountCents).Format();
        yield return row.RequestedBy is { } by
            ? new(row.CreatedAt, text["{0} asked for a refund of {1}", names.GetValueOrDefault(by, by), amount])
            {
                Icon = "arrow-counterclockwise",
                    Detail = string.Join(
                        ". ", ((string[])[row.Reason is { } reason ? texts.Of(reason) : "", row.Note]).Where(x => x.Length > 0)),
            }
            : new(row.CreatedAt, text["A refund of {0} was started at the payment provider", amount])
            { Icon = "arrow-counterclockwise", Detail = row.GatewayRefundId };
        foreach (var taken in Taken(taking))
            yield return taken;
        if (row.Status is RefundState.Succeeded)
            yield return new(row.UpdatedAt, text["The refund of {0} was made", amount])
            { Icon = "check-circle", Detail = row.GatewayRefundId, Mood = PaymentTimelineMood.Good };
        else if (row.Status.IsOver)
            yield return new(row.UpdatedAt, text["The refund of {0}: {1}", amount, texts.Of(row.Status)])
            { Icon = "x-octagon", Detail = texts.FailureOf(row.Failure), Mood = PaymentTimelineMood.Bad };
        if (Restored(row.UpdatedAt, taking) is { } restored)
            yield return restored;
    }

    private IEnumerable<PaymentTimelineEvent> Dispute(DisputeRow row, TakingRow? taking)
    {
        yield return new(row.OpenedAt, text["The customer's bank asks for {0} back", new Usd(row.AmountCents).Format()])
        {
            Icon = "shield-exclamation", Detail = text["Reason: {0}. {1}", row.Reason.Replace('_', ' '), row.Id],
                Mood = PaymentTimelineMood.Attention,
        };
        foreach (var taken in Taken(taking))
            yield return taken;
        if (!row.Status.IsOpen)
        {
            yield return new(row.UpdatedAt, text["The dispute ended: {0}", texts.Of(row.Status)])
            {
                Icon = "bank", Mood = row.Status is DisputeStatus.Lost ? PaymentTimelineMood.Bad : PaymentTimelineMood.Good,
            };
        }

        if (Restored(row.UpdatedAt, taking) is { } restored)
            yield return restored;
    }

    private IEnumerable<PaymentTimelineEvent> Taken(TakingRow? taking)
    {
        if (taking?.BoughtTransactionId is { } bought)
            yield return new(taking.CreatedAt, text["{0} left the wallet", unit.Format(taking.Bought)])
            { Icon = "box-arrow-left", Link = LinkTo(bought) };
        if (taking?.BonusTransactionId is { } bonus)
            yield return new(taking.CreatedAt, text["{0} of the bonus left the wallet", unit.Format(taking.Bonus)])
            { Icon = "box-arrow-left", Link = LinkTo(bonus) };
    }

    private PaymentTimelineEvent? Restored(DateTimeOffset at, TakingRow? taking) => taking is { Restored.IsPositive: true }
        ? new(at, text["{0} came back to the wallet", unit.Format(taking.Restored)])
        {
            Icon = "box-arrow-in-right", Link = LinkTo(taking.BoughtTransactionId ?? taking.BonusTransactionId!),
                Mood = PaymentTimelineMood.Good,
        }
        : null;

    private static string LinkTo(string transactionId) => $"~/admin/credits/transactions/{transactionId}";
}
