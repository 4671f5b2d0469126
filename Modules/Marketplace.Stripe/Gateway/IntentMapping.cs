using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's intent in the words of the payments module.</summary>
internal static class IntentMapping
{
    /// <returns>Null for a status that this version of the protocol does not have.</returns>
    public static PaymentIntentStatus? ParseStatus(string status) => status switch
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

    public static PaymentIntent? ToPaymentIntent(this StripeIntent intent, CustomerMessages messages) =>
        ParseStatus(intent.Status) is not { } status
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
                CustomerId = intent.Customer,
                PaymentMethodId = intent.PaymentMethod?.Id ?? intent.LastPaymentError?.PaymentMethod?.Id,
                Method = intent.PaymentMethod?.Method is { } method ? MethodMapping.ToSavedMethod(method) : null,
                SavesMethod = intent.SetupFutureUsage == "off_session",
                ChargeId = intent.LatestCharge,
                FailureCode = intent.LastPaymentError is { } failure ? failure.DeclineCode ?? failure.Code : null,
                Decline = intent.LastPaymentError is { } last ? DeclineRules.For(last.Code, last.DeclineCode) : DeclineKind.None,
            };

    public static SetupIntent? ToSetupIntent(this StripeSetupIntent intent, CustomerMessages messages)
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
                intent.Customer,
                intent.PaymentMethod,
                status.Value,
                intent.Metadata ?? [],
                intent.LastSetupError is { } error ? messages.ForSetupFailure(error) : null);
    }
}
