namespace Marketplace.StripeSandbox.Objects;

/// <summary>What Stripe calls the objects that more than one room asks for.</summary>
internal static class ObjectTypes
{
    public const string Customer = "customer";
    public const string PaymentMethod = "payment_method";
    public const string SetupIntent = "setup_intent";
    public const string WebhookEndpoint = "webhook_endpoint";
}
