using System.Text.Json.Serialization;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Charging;

/// <summary>Body of <c>POST /api/wallet/topups</c> (S1-03).</summary>
/// <param name="AmountUsd">Dollars with at most two decimals. With a package it may be left out; given, it must be the package's
/// price.</param>
/// <param name="UserId">Optional; when given it must be the signed-in user's.</param>
/// <param name="ReturnUrl">Optional path inside the tenant.</param>
/// <param name="Purpose">Optional; <c>tfc_purchase</c>, which is what buying credits is called (S1-04).</param>
internal sealed record TopUpRequest(
    [property: JsonPropertyName("amount_usd")] Usd? AmountUsd = null,
    [property: JsonPropertyName("user_id")] string? UserId = null,
    [property: JsonPropertyName("return_url")] string? ReturnUrl = null,
    [property: JsonPropertyName("package_id")] string? PackageId = null,
    [property: JsonPropertyName("purpose")] string? Purpose = null);

/// <summary>Answer of <c>POST /api/wallet/topups</c> (S1-05).</summary>
/// <param name="AmountCents">What is paid, in cents of USD.</param>
/// <param name="TfcAmount">The credits that are bought, in the tenant's unit: the amount in USD where a credit is a dollar.</param>
/// <param name="BonusAmount">The credits that a package gives besides.</param>
internal sealed record TopUpResponse(
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("payment_intent_id")] string PaymentIntentId,
    [property: JsonPropertyName("amount_cents")] long AmountCents,
    [property: JsonPropertyName("tfc_amount")] CreditAmount TfcAmount,
    [property: JsonPropertyName("topup_id")] string TopUpId,
    [property: JsonPropertyName("bonus_amount")] CreditAmount BonusAmount)
{
    public static TopUpResponse Of(TopUp topUp) =>
        new(topUp.ClientSecret!, topUp.PaymentIntentId!, topUp.AmountCents, topUp.Amount, topUp.Id, topUp.Bonus);
}

/// <summary>Answer of <c>GET /api/wallet/topups/{payment_intent_id}</c>.</summary>
/// <param name="Status"><c>pending</c>, <c>succeeded</c> or <c>failed</c>.</param>
/// <param name="FailureMessage">Why the last try failed, for the customer; a pending one may be tried again with another card.</param>
internal sealed record TopUpStatusResponse(
    [property: JsonPropertyName("topup_id")] string TopUpId,
    [property: JsonPropertyName("payment_intent_id")] string PaymentIntentId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("amount")] CreditAmount Amount,
    [property: JsonPropertyName("failure_message")] string? FailureMessage);
