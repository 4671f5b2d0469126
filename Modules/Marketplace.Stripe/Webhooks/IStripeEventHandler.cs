namespace Marketplace.Stripe.Webhooks;

/// <summary>Applies one type of event. A throw leaves the event unapplied, and Stripe delivers it again.</summary>
internal interface IStripeEventHandler
{
    string EventType { get; }

    Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken);
}
