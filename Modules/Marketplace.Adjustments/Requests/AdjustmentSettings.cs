using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>
/// The settings section <c>adjustments</c>: what one operator may do alone in a day (UTC), adjustments, refunds, campaigns and
/// packages together.
/// </summary>
internal sealed record AdjustmentSettings
{
    public const string Section = "adjustments";

    /// <summary>Credits of a day above which a second person must approve; null: what is worth 100 USD. Zero: always.</summary>
    public decimal? ApprovalAbove { get; init; }

    /// <summary>Acts of a day above which a second person must approve.</summary>
    public int ActsPerDay { get; init; } = OperatorAllowance.DefaultActs;

    /// <returns>The limit in credits.</returns>
    public CreditAmount LimitIn(CreditUnit unit)
    {
        var credits = ApprovalAbove ?? unit.WorthOf(OperatorAllowance.DefaultWorth).ToDecimal();
        return CreditAmount.FromDecimal(
            decimal.Round(Math.Clamp(credits, 0, new CreditAmount(long.MaxValue).ToDecimal()), 6, MidpointRounding.ToZero));
    }
}

/// <summary>What one operator may move alone.</summary>
internal sealed class ApprovalRule(ITenant tenant, CreditUnit unit) : IOperatorAllowance
{
    public AdjustmentSettings Settings => tenant.Settings.Get<AdjustmentSettings>(AdjustmentSettings.Section);

    /// <summary>In a day; more needs a second person.</summary>
    public CreditAmount Limit => Settings.LimitIn(unit);

    public ApprovalAllowance Alone => new(OperatorAllowance.Scope, Limit, Settings.ActsPerDay);

    /// <summary>Whether other settings would let one operator do more alone.</summary>
    public bool IsRaisedBy(AdjustmentSettings other) => other.LimitIn(unit) > Limit || other.ActsPerDay > Settings.ActsPerDay;
}
