using System.Diagnostics;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Timeline;

/// <summary>What screens call the states, kinds and reasons of payments.</summary>
internal sealed class AdminPaymentTexts(IStringLocalizer<AdminPaymentTexts> text)
{
    public string Of(PaymentStanding state) => state switch
    {
        PaymentStanding.Open => text["Not paid yet"],
        PaymentStanding.Credited => text["Credited"],
        PaymentStanding.Failed => text["Failed"],
        PaymentStanding.PartlyRefunded => text["Partly refunded"],
        PaymentStanding.Refunded => text["Refunded"],
        PaymentStanding.Disputed => text["Disputed"],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a payment."),
    };

    public static string Kind(PaymentStanding state) => state switch
    {
        PaymentStanding.Credited => "success",
        PaymentStanding.Failed or PaymentStanding.Disputed => "danger",
        PaymentStanding.PartlyRefunded or PaymentStanding.Refunded => "info",
        PaymentStanding.Open => "neutral",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a payment."),
    };

    public string Of(RefundState state) => state switch
    {
        RefundState.Asked => text["Asking"],
        RefundState.Refused => text["Refused"],
        RefundState.Pending => text["On its way"],
        RefundState.RequiresAction => text["Waits for the customer"],
        RefundState.Succeeded => text["Made"],
        RefundState.Failed => text["Sent back by the bank"],
        RefundState.Canceled => text["Canceled"],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a refund."),
    };

    public static string Kind(RefundState state) => state.IsOver ? "danger" : state is RefundState.Succeeded ? "success" : "warning";

    public string Of(DisputeStatus status) => status switch
    {
        DisputeStatus.WarningNeedsResponse => text["Inquiry: needs an answer"],
        DisputeStatus.WarningUnderReview => text["Inquiry: under review"],
        DisputeStatus.WarningClosed => text["Inquiry closed"],
        DisputeStatus.NeedsResponse => text["Needs an answer"],
        DisputeStatus.UnderReview => text["Under review"],
        DisputeStatus.Won => text["Won"],
        DisputeStatus.Lost => text["Lost"],
        DisputeStatus.Prevented => text["Prevented"],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a dispute."),
    };

    public static string Kind(DisputeStatus status) => status switch
    {
        DisputeStatus.NeedsResponse or DisputeStatus.WarningNeedsResponse => "warning",
        DisputeStatus.Lost => "danger",
        DisputeStatus.Won or DisputeStatus.Prevented or DisputeStatus.WarningClosed => "success",
        DisputeStatus.WarningUnderReview or DisputeStatus.UnderReview => "info",
        _ => throw new UnreachableException(),
    };

    public string Of(RefundReason reason) => text[RefundReasons.KeyOf(reason)];

    public string Of(PaidWith method) => method is PaidWith.PayPal ? text["PayPal"] : text["Card"];

    public string OfType(TransactionType type) => type is TransactionType.AutoTopUp ? text["Automatic"] : text["Purchase"];

    /// <summary>What paid, or was to pay, or nothing where that is not known.</summary>
    public static string MethodOf(PaymentRow row) =>
        row.MethodLabel
            ?? (row.SavedLast4 is { Length: > 0 } last4 ? $"{Capital(row.SavedBrand)} •••• {last4}" : row.SavedBrand is null
            ? ""
            : "PayPal");

    /// <summary>Why the gateway made no refund, or the bank sent it back; with what to do.</summary>
    public string FailureOf(string? code) => code switch
    {
        null => text["The payment provider gave no reason."],
        "charge_already_refunded" => text["It was refunded in full before."],
        "charge_disputed" => text["The customer disputes the payment at their bank, so it cannot be refunded."],
        "balance_insufficient" or "insufficient_funds" =>
            text["Your balance at the payment provider is too low. Add to it there, then refund again."],
        "expired_or_canceled_card" => text["The card is closed or was replaced. Agree with the customer on another way."],
        "lost_or_stolen_card" => text["The card was reported lost or stolen. Agree with the customer on another way."],
        GatewayError.NotAnswering or GatewayError.Unavailable or "connection_error" or "api_error" or "rate_limit" or "rate_limit_error"
            or "lock_timeout" =>
            text["The payment provider could not be reached. No money moved; refund again later."],
        _ => text["The payment provider says: {0}.", code.Replace('_', ' ')],
    };

    private static string Capital(string? word) => string.IsNullOrEmpty(word) ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
