using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Refunds;

/// <summary>What a refund carries at the gateway about its row, so that an answer that was lost can be found again.</summary>
internal static class RefundMetadata
{
    private const string RefundId = "refund_id";

    public static IReadOnlyDictionary<string, string> Of(RefundRow row, ITenant tenant) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["tenant"] = tenant.Name,
            ["topup_id"] = row.TopUpId,
            [RefundId] = row.Id,
        };

    public static string? RefundIdOf(GatewayRefund refund) =>
        refund.Metadata.GetValueOrDefault(RefundId) is { } id && PrefixedId.IsWellFormed(RefundRow.Prefix, id) ? id : null;
}
