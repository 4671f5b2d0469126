using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>What one operator may move alone.</summary>
internal sealed class ApprovalRule(ITenant tenant, CreditUnit unit)
{
    public OperatorAllowance Settings => OperatorAllowance.Of(tenant);

    /// <summary>In a day; more needs a second person.</summary>
    public CreditAmount Limit => Settings.LimitIn(unit);

    public ApprovalAllowance Alone => Settings.In(unit);

    /// <summary>Whether other settings would let one operator do more alone.</summary>
    public bool IsRaisedBy(OperatorAllowance other) => other.LimitIn(unit) > Limit || other.ActsPerDay > Settings.ActsPerDay;
}
