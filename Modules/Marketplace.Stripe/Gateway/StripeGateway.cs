using Marketplace.Payments;

namespace Marketplace.Stripe;

internal sealed class StripeGateway(StripeClient client, StripeAccounts accounts, CustomerMessages messages) : IPaymentGateway
{
    public const string GatewayName = "stripe";

    public string Name => GatewayName;

    public async Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        await accounts.FindAsync(cancellationToken) is { } account
            ? new GatewayBrowserSettings(account.PublishableKey, account.ScriptUrl, account.IsSandbox)
            : null;

    public async Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken) =>
        ToResult(await client.CreatePaymentIntentAsync(request.AmountCents, request.Description, request.Metadata, request.IdempotencyKey, cancellationToken));

    public async Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        ToResult(await client.GetPaymentIntentAsync(paymentIntentId, cancellationToken));

    private GatewayResult<PaymentIntent> ToResult(StripeResult<StripeIntent> result)
    {
        if (result.Value?.ToPaymentIntent(messages) is { } intent)
            return new GatewayResult<PaymentIntent>(intent, null);
        var error = result.Error ?? new StripeError(200, "api_error", "unknown_status", null, null, null, OutcomeUnknown: true);
        var code = error.Type == StripeError.NotConfigured ? GatewayError.Unavailable : error.DeclineCode ?? error.Code ?? error.Type;
        return new GatewayResult<PaymentIntent>(null, new GatewayError(code, messages.For(error), error.OutcomeUnknown));
    }
}
