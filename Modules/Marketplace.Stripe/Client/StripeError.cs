namespace Marketplace.Stripe;

/// <summary>A value, or what Stripe (or the way to it) said instead.</summary>
internal sealed record StripeResult<T>(T? Value, StripeError? Error)
    where T : class;

/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Type"><c>api_error, card_error, idempotency_error, invalid_request_error</c>; <c>connection_error</c> and <c>not_configured</c> are ours.</param>
/// <param name="Message">Fit for a customer only where <see cref="Type"/> is <c>card_error</c>.</param>
/// <param name="OutcomeUnknown">The request may have taken effect.</param>
internal sealed record StripeError(
    int Status, string Type, string? Code, string? DeclineCode, string? Message, string? RequestId, bool OutcomeUnknown)
{
    public const string Connection = "connection_error";
    public const string NotConfigured = "not_configured";
    public const string Card = "card_error";
}
