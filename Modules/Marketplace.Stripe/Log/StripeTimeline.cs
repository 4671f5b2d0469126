using System.Diagnostics;
using Marketplace.Payments.Timeline;
using Marketplace.Stripe.Webhooks;
using Marketplace.Stripe.Webhooks.Handlers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe.Log;

/// <summary>The webhooks of a payment, its refunds and its disputes.</summary>
internal sealed class StripeTimeline(EventLog log, EventTexts texts, IStringLocalizer<StripeTimeline> text) : IPaymentTimelineSource
{
    public async Task<IReadOnlyList<PaymentTimelineEvent>> ReadAsync(PaymentTimelineQuery payment, CancellationToken cancellationToken)
    {
        if (payment.PaymentIntentId is null && payment.ObjectIds.Count == 0)
            return [];
        var events = await log.ListOfPaymentAsync(payment.PaymentIntentId, payment.ObjectIds, cancellationToken);
        return [.. events.Select(ToEvent)];
    }

    private PaymentTimelineEvent ToEvent(LoggedEvent logged) => new(logged.ReceivedAt, text["Webhook {0}", logged.Type])
    {
        Detail = texts.Explain(logged),
        Link = $"~/admin/stripe/webhooks/{Uri.EscapeDataString(logged.EventId)}",
        Icon = "broadcast",
        Mood = (logged.Status, logged.Type) switch
        {
            (ReceivedEventStatus.Failed, _) => PaymentTimelineMood.Bad,
            (ReceivedEventStatus.Applied, EarlyFraudWarningHandler.Type) => PaymentTimelineMood.Attention,
            (ReceivedEventStatus.Received, _) => PaymentTimelineMood.Attention,
            (ReceivedEventStatus.Applied or ReceivedEventStatus.Ignored, _) => PaymentTimelineMood.Neutral,
            _ => throw new UnreachableException(),
        },
    };
}
