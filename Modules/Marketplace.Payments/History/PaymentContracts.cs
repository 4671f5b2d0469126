using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Payments.History;

/// <summary>Which payments a program asks for. All texts, so that a wrong one gets an answer that names it.</summary>
internal sealed record PaymentsRequest(
    [property: FromQuery(Name = "limit"), Description("How many at most, 1 to 200; 50 if left out.")] string? Limit = null,
    [property: FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")] string? Cursor = null,
    [property: FromQuery(Name = "status"), Description("Only succeeded, pending or failed ones.")] string? Status = null,
    [property: FromQuery(Name = "from"), Description("Only from this UTC day on, for example 2026-11-01.")] string? From = null,
    [property: FromQuery(Name = "to"), Description("Only up to and including this UTC day.")] string? To = null);

/// <param name="Status"><c>pending</c>, <c>succeeded</c> or <c>failed</c>.</param>
/// <param name="Amount">The credits bought, without the bonus.</param>
/// <param name="FailureMessage">Why the last try failed, for the customer.</param>
/// <param name="CanContinue"><c>POST /api/wallet/topups/{payment_intent_id}/continue</c> gives what the browser needs to pay it.</param>
internal sealed record PaymentAnswer(
    [property: JsonPropertyName("topup_id")] string TopUpId,
    [property: JsonPropertyName("payment_intent_id")] string? PaymentIntentId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("amount_usd")] Usd AmountUsd,
    [property: JsonPropertyName("amount")] CreditAmount Amount,
    [property: JsonPropertyName("bonus")] CreditAmount Bonus,
    [property: JsonPropertyName("package_id")] string? PackageId,
    [property: JsonPropertyName("automatic")] bool Automatic,
    [property: JsonPropertyName("refunded_usd")] Usd RefundedUsd,
    [property: JsonPropertyName("receipt_number")] string? ReceiptNumber,
    [property: JsonPropertyName("failure_message")] string? FailureMessage,
    [property: JsonPropertyName("can_continue")] bool CanContinue,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt)
{
    public static PaymentAnswer Of(Payment x) => new(
        x.Id, x.PaymentIntentId, StatusOf(x.Status), new Usd(x.AmountCents), x.Amount, x.Bonus, x.PackageId, x.IsAutomatic,
        new Usd(x.RefundedCents), x.Receipt,
        x.Status is TopUpStatus.Succeeded ? null : x.FailureMessage, x.CanContinue, x.CreatedAt);

    public static string StatusOf(TopUpStatus status) => status switch
    {
        TopUpStatus.Succeeded => "succeeded",
        TopUpStatus.Failed => "failed",
        TopUpStatus.Created or TopUpStatus.Pending => "pending",
        _ => throw new UnreachableException(),
    };
}

/// <param name="NextCursor">Null at the end of the list.</param>
internal sealed record PaymentList(
    [property: JsonPropertyName("topups")] IReadOnlyList<PaymentAnswer> TopUps,
    [property: JsonPropertyName("next_cursor")] string? NextCursor);
