using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Refunds;

internal sealed class RefundActs(IStringLocalizer<RefundActs> text) : IAuditActs
{
    public const string Asked = "payments.refund-asked";

    public IEnumerable<AuditAct> GetActs() => [new(Asked, text["Payment sent back"])];

    public static AuditEntry Of(RefundRow refund, string userId) => new(Asked, refund.TopUpId)
    {
        Who = refund.RequestedBy,
        Concerns = userId,
        After = $"{new Usd(refund.AmountCents).Format()} back ({refund.Id})",
        Reason = refund.Note.Length > 0 ? $"{refund.Reason}: {refund.Note}" : refund.Reason?.ToString(),
        Link = "~/admin/payments/" + refund.TopUpId,
    };
}
