using Marketplace.Payments.Gateways;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Stripe's refunds and disputes in the words of the payments module.</summary>
internal static class RefundMapping
{
    /// <returns>Null for a status that this version of the protocol does not have, or where it does not say how much, or when.</returns>
    public static GatewayRefund? ToRefund(Api.Refund refund)
    {
        RefundStatus? status = refund.Status switch
        {
            "pending" => RefundStatus.Pending,
            "requires_action" => RefundStatus.RequiresAction,
            "succeeded" => RefundStatus.Succeeded,
            "failed" => RefundStatus.Failed,
            "canceled" => RefundStatus.Canceled,
            _ => null,
        };
        return status is null || refund.Currency is null || !refund.Says("amount", "created")
            ? null
            : new(
                refund.Id, refund.Amount, refund.Currency, status.Value, refund.PaymentIntentId, refund.ChargeId, refund.Metadata ?? [],
                refund.FailureReason,
                new DateTimeOffset(refund.Created));
    }

    /// <inheritdoc cref="ToRefund"/>
    public static GatewayDispute? ToDispute(Api.Dispute dispute)
    {
        DisputeStatus? status = dispute.Status switch
        {
            "warning_needs_response" => DisputeStatus.WarningNeedsResponse,
            "warning_under_review" => DisputeStatus.WarningUnderReview,
            "warning_closed" => DisputeStatus.WarningClosed,
            "needs_response" => DisputeStatus.NeedsResponse,
            "under_review" => DisputeStatus.UnderReview,
            "won" => DisputeStatus.Won,
            "lost" => DisputeStatus.Lost,
            "prevented" => DisputeStatus.Prevented,
            _ => null,
        };
        return status is null || dispute.Currency is null || !dispute.Says("amount", "created")
            ? null
            : new(
                dispute.Id, dispute.Amount, dispute.Currency, status.Value, dispute.Reason ?? "", dispute.PaymentIntentId, dispute.ChargeId,
                dispute.EvidenceDetails?.DueBy is { } due ? new DateTimeOffset(due) : null, new DateTimeOffset(dispute.Created));
    }
}
