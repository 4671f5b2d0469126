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

    /// <summary>The circuit to this account is open: Stripe was not even asked.</summary>
    public const string NotAnswering = "gateway_unavailable";

    /// <summary>An object in a state that this version of the protocol does not have.</summary>
    public static readonly StripeError UnknownStatus = new(200, "api_error", "unknown_status", null, null, null, OutcomeUnknown: true);

    /// <summary>The intent that could not be paid.</summary>
    public StripeIntent? Intent { get; init; }

    /// <summary>What broke on the way, for the log only.</summary>
    public string? Exception { get; init; }

    /// <summary>The method that was declined.</summary>
    public string? PaymentMethodId { get; init; }
}
