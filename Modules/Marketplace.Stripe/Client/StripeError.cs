using Api = Stripe;

namespace Marketplace.Stripe.Client;

/// <summary>A value, or what Stripe (or the way to it) said instead.</summary>
internal sealed record StripeResult<T>(T? Value, StripeError? Error)
    where T : class;

/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Type"><c>api_error, card_error, idempotency_error, invalid_request_error</c>; <c>connection_error</c>,
/// <c>gateway_unavailable</c> and <c>not_configured</c> are ours.</param>
/// <param name="Message">Fit for a customer only where <see cref="Type"/> is <c>card_error</c>.</param>
/// <param name="OutcomeUnknown">The request may have taken effect.</param>
internal sealed record StripeError(
    int Status, string Type, string? Code, string? DeclineCode, string? Message, string? RequestId, bool OutcomeUnknown)
{
    public const string Connection = "connection_error";
    public const string NotConfigured = "not_configured";
    public const string Card = "card_error";

    /// <summary>
    /// The key was used before with other parameters, for example by the version of this program before an update, which worded them
    /// differently. What came of that request is not said.
    /// </summary>
    public const string Idempotency = "idempotency_error";

    /// <summary>The circuit to this account is open: Stripe was not even asked.</summary>
    public const string NotAnswering = "gateway_unavailable";

    public static readonly StripeError NoAccount = new(0, NotConfigured, null, null, null, null, OutcomeUnknown: false);
    public static readonly StripeError Away = new(0, NotAnswering, null, null, null, null, OutcomeUnknown: false);

    /// <summary>An object in a state that this version of the protocol does not have.</summary>
    public static readonly StripeError UnknownStatus = new(200, "api_error", "unknown_status", null, null, null, OutcomeUnknown: true);

    /// <summary>The intent that could not be paid.</summary>
    public Api.PaymentIntent? Intent { get; init; }

    /// <summary>What broke on the way, for the log only.</summary>
    public string? Exception { get; init; }

    /// <summary>The method that was declined.</summary>
    public string? PaymentMethodId { get; init; }

    /// <param name="why">For the log.</param>
    public static StripeError Lost(bool outcomeUnknown, string why) =>
        new(0, Connection, null, null, null, null, outcomeUnknown) { Exception = why };
}
