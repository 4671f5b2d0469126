using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Requests;

internal sealed class AdjustmentActs(IStringLocalizer<AdjustmentActs> text) : IAuditActs
{
    public const string Posted = "adjustments.posted";

    public IEnumerable<AuditAct> GetActs() => [new(Posted, text["Balance adjusted, credits granted or refunded"])];

    public static AuditEntry PostedBy(Adjustment adjustment, string who, string words) => new(Posted, adjustment.Id)
    {
        Who = who,
        Concerns = adjustment.UserId,
        After = words,
        Reason = adjustment.Reason,
        Link = "~/admin/credits/adjustments/" + adjustment.Id,
    };
}
