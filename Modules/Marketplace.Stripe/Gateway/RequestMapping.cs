using System.Diagnostics;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>
/// What payments wishes, as Stripe.net asks for it. Nothing in here may differ between two tries of one attempt: Stripe refuses a repeated
/// key with other parameters.
/// </summary>
internal static class RequestMapping
{
    private const string Dollars = "usd";

    public static Api.PaymentIntentCreateOptions ToOptions(this CreatePaymentIntent request) => new()
    {
        Amount = request.AmountCents,
        Currency = Dollars,
        AllowedPaymentMethodTypes = WordsOf(request.Kinds),
        Description = request.Description,
        Customer = request.CustomerId,
        SetupFutureUsage = request.SavesMethod ? IntentMapping.OffSession : null,
        Metadata = new(request.Metadata),
    };

    public static Api.PaymentIntentCreateOptions ToOptions(this OffSessionCharge request) => new()
    {
        Amount = request.AmountCents,
        Currency = Dollars,
        AllowedPaymentMethodTypes = WordsOf([request.Kind]),
        Description = request.Description,
        Customer = request.CustomerId,
        PaymentMethod = request.PaymentMethodId,
        OffSession = true,
        Confirm = true,
        Metadata = new(request.Metadata),
    };

    public static Api.CustomerCreateOptions ToOptions(this CreateGatewayCustomer request) =>
        new() { Email = request.Email, Name = request.Name, Metadata = new(request.Metadata) };

    public static Api.SetupIntentCreateOptions ToOptions(this CreateSetupIntent request) => new()
    {
        Customer = request.CustomerId,
        Usage = IntentMapping.OffSession,
        AllowedPaymentMethodTypes = WordsOf(request.Kinds),
        Metadata = new(request.Metadata),
    };

    public static Api.RefundCreateOptions ToOptions(this CreateRefund request) => new()
    {
        PaymentIntent = request.PaymentIntentId,
        Amount = request.AmountCents,
        Reason = request.Reason is { } reason ? WordOf(reason) : null,
        Metadata = new(request.Metadata),
    };

    /// <summary>With its source in full, which names the payment.</summary>
    public static Api.BalanceTransactionListOptions OptionsOf(DateOnly day)
    {
        var from = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return new()
        {
            Created = new Api.DateRangeOptions { GreaterThanOrEqual = from, LessThan = from.AddDays(1) }, Expand = ["data.source"],
        };
    }

    public static Api.EventListOptions ToOptions(this GatewayEventQuery query) => new()
    {
        Created = new Api.DateRangeOptions { GreaterThanOrEqual = query.Since.UtcDateTime },
        Types = query.Subjects.Count > 0 ? [.. query.Subjects.SelectMany(EventSubjects.TypesOf)] : null,
        DeliverySuccess = query.UndeliveredOnly ? false : null,
    };

    private static List<string> WordsOf(IReadOnlyList<PaymentMethodKind> kinds) => [.. kinds.Select(WordOf)];

    private static string WordOf(PaymentMethodKind kind) => kind switch
    {
        PaymentMethodKind.Card => "card",
        PaymentMethodKind.PayPal => MethodMapping.PayPal,
        _ => throw new UnreachableException(),
    };

    private static string WordOf(RefundReason reason) => reason switch
    {
        RefundReason.Duplicate => Api.RefundReasons.Duplicate,
        RefundReason.Fraudulent => Api.RefundReasons.Fraudulent,
        RefundReason.RequestedByCustomer => Api.RefundReasons.RequestedByCustomer,
        _ => throw new UnreachableException(),
    };
}
