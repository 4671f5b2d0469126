using Marketplace.Stripe.Webhooks.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Webhooks;

internal static class WebhookRegistration
{
    /// <summary>The endpoint's command, and one handler for each type of event that matters.</summary>
    public static IServiceCollection AddStripeWebhooks(this IServiceCollection services) => services
        .AddSingleton<ReceivedEvents>()
        .AddSingleton<PaymentIntentEvents>()
        .AddScoped<HandleWebhookCommand>()
        .AddScoped<ApplyEventCommand>()
        .AddScoped<CurrentObjects>()
        .AddScoped<ApplyPaymentIntent>()
        .AddScoped<ApplyPaymentMethod>()
        .AddScoped<PaymentBehind>()
        .AddScoped<IStripeEventHandler, PaymentIntentSucceededHandler>()
        .AddScoped<IStripeEventHandler, PaymentIntentPaymentFailedHandler>()
        .AddScoped<IStripeEventHandler, PaymentIntentRequiresActionHandler>()
        .AddScoped<IStripeEventHandler, PaymentIntentProcessingHandler>()
        .AddScoped<IStripeEventHandler, PaymentIntentCanceledHandler>()
        .AddScoped<IStripeEventHandler, SetupIntentSucceededHandler>()
        .AddScoped<IStripeEventHandler, SetupIntentSetupFailedHandler>()
        .AddScoped<IStripeEventHandler, PaymentMethodUpdatedHandler>()
        .AddScoped<IStripeEventHandler, PaymentMethodDetachedHandler>()
        .AddScoped<IStripeEventHandler, ChargeRefundedHandler>()
        .AddScoped<IStripeEventHandler, RefundCreatedHandler>()
        .AddScoped<IStripeEventHandler, RefundUpdatedHandler>()
        .AddScoped<IStripeEventHandler, RefundFailedHandler>()
        .AddScoped<IStripeEventHandler, DisputeCreatedHandler>()
        .AddScoped<IStripeEventHandler, DisputeUpdatedHandler>()
        .AddScoped<IStripeEventHandler, DisputeFundsWithdrawnHandler>()
        .AddScoped<IStripeEventHandler, DisputeFundsReinstatedHandler>()
        .AddScoped<IStripeEventHandler, DisputeClosedHandler>()
        .AddScoped<IStripeEventHandler, EarlyFraudWarningHandler>()
        .AddScoped<IStripeEventHandler, CheckoutCompletedHandler>()
        .AddScoped<IStripeEventHandler, CheckoutExpiredHandler>()
        .AddScoped<IStripeEventHandler, CheckoutAsyncPaymentSucceededHandler>()
        .AddScoped<IStripeEventHandler, CheckoutAsyncPaymentFailedHandler>();
}
