namespace Marketplace.Stripe.Webhooks;

/// <summary>What an event came to (S1-07 to S1-09).</summary>
internal abstract record WebhookResult
{
    private WebhookResult()
    {
    }

    /// <summary>Kept with the event, and answered to Stripe.</summary>
    public string Name => StoredNames.ShortOf(GetType());

    /// <summary>The wallet has the credits, from now or from before.</summary>
    [StoredName("PaymentSucceeded")]
    public sealed record PaymentSucceeded(string UserId, string TfcAmount, string PaymentIntentId) : WebhookResult;

    [StoredName("PaymentFailed")]
    public sealed record PaymentFailed(string PaymentIntentId, string Message) : WebhookResult;

    /// <summary>A refund, a dispute, a warning or a payment method is here as it is at Stripe.</summary>
    [StoredName("Applied")]
    public sealed record Applied(string What) : WebhookResult;

    [StoredName("Ignored")]
    public sealed record Ignored(string Reason) : WebhookResult;
}
