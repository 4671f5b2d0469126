using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Audit.Approvals;

internal sealed class ApprovalActs(IStringLocalizer<ApprovalActs> text) : IAuditActs
{
    public const string Asked = "approvals.asked";
    public const string Approved = "approvals.approved";
    public const string Refused = "approvals.refused";
    public const string Withdrawn = "approvals.withdrawn";
    public const string NotDone = "approvals.not-done";

    public static string Of(ApprovalState state) => state switch
    {
        ApprovalState.Approved => Approved,
        ApprovalState.Refused => Refused,
        ApprovalState.Withdrawn => Withdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Nobody decides this."),
    };

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(Asked, text["Asked for approval"]), new(Approved, text["Approved"]), new(Refused, text["Refused"]),
        new(Withdrawn, text["Withdrawn"]), new(NotDone, text["Approved, but not made"]),
    ];
}
