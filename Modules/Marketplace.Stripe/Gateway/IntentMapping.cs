using Marketplace.Payments.Gateways;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's intents in the words of the payments module.</summary>
internal static class IntentMapping
{
    public const string OffSession = "off_session";

    /// <returns>Null for a status that this version of the protocol does not have.</returns>
    public static PaymentIntentStatus? ParseStatus(string? status) => status switch
    {
        "requires_payment_method" => PaymentIntentStatus.RequiresPaymentMethod,
        "requires_confirmation" => PaymentIntentStatus.RequiresConfirmation,
        "requires_action" => PaymentIntentStatus.RequiresAction,
        "processing" => PaymentIntentStatus.Processing,
        "requires_capture" => PaymentIntentStatus.RequiresCapture,
        "canceled" => PaymentIntentStatus.Canceled,
        "succeeded" => PaymentIntentStatus.Succeeded,
        _ => null,
    };

    /// <returns>Null for a status that this version of the protocol does not have, or where it does not say how much.</returns>
    public static PaymentIntent? ToPaymentIntent(this Api.PaymentIntent intent, CustomerMessages messages) =>
        ParseStatus(intent.Status) is not { } status || intent.Currency is null || !intent.Says("amount")
            ? null
            : new PaymentIntent(
                intent.Id,
                intent.ClientSecret ?? "",
                intent.Amount,
                intent.AmountReceived,
                intent.Currency,
                status,
                intent.Metadata ?? [],
                intent.LastPaymentError is { } error ? messages.ForFailure(error) : null)
            {
                CustomerId = intent.CustomerId,
                PaymentMethodId = intent.PaymentMethodId ?? intent.LastPaymentError?.PaymentMethod?.Id,
                Method = intent.PaymentMethod is { } method ? MethodMapping.ToSavedMethod(method) : null,
                SavesMethod = intent.SetupFutureUsage == OffSession,
                ChargeId = intent.LatestChargeId,
                FailureCode = intent.LastPaymentError is { } failure ? failure.DeclineCode ?? failure.Code : null,
                Decline = intent.LastPaymentError is { } last ? DeclineRules.For(last.Code, last.DeclineCode) : DeclineKind.None,
            };

    /// <inheritdoc cref="ParseStatus"/>
    public static SetupIntent? ToSetupIntent(this Api.SetupIntent intent, CustomerMessages messages)
    {
        SetupIntentStatus? status = intent.Status switch
        {
            "requires_payment_method" => SetupIntentStatus.RequiresPaymentMethod,
            "requires_confirmation" => SetupIntentStatus.RequiresConfirmation,
            "requires_action" => SetupIntentStatus.RequiresAction,
            "processing" => SetupIntentStatus.Processing,
            "canceled" => SetupIntentStatus.Canceled,
            "succeeded" => SetupIntentStatus.Succeeded,
            _ => null,
        };
        return status is null
            ? null
            : new SetupIntent(
                intent.Id,
                intent.ClientSecret ?? "",
                intent.CustomerId,
                intent.PaymentMethodId,
                status.Value,
                intent.Metadata ?? [],
                intent.LastSetupError is { } error ? messages.ForSetupFailure(error) : null);
    }
}
