using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Reconciliation.Differences;

/// <summary>What is written down of people who decide over differences.</summary>
internal sealed class DifferenceActs(IStringLocalizer<DifferenceActs> text) : IAuditActs
{
    public const string Applied = "payments.difference-applied";
    public const string Explained = "payments.difference-explained";

    public IEnumerable<AuditAct> GetActs() =>
        [new(Applied, text["Difference applied as the payment provider says"]), new(Explained, text["Difference marked as explained"])];

    public static AuditEntry Of(string act, string objectId, string? concerns, string? reason = null) =>
        new(act, objectId) { Concerns = concerns, Reason = reason, Link = "~/admin/payments/reconciliation" };
}
