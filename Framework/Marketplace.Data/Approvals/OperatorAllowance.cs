using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>
/// What one operator may give away alone in a day (UTC), whatever gives it: adjustments, campaigns, migrations and others count together.
/// The settings section <c>adjustments</c>, which holds whether the module that edits it is on or not.
/// </summary>
public sealed record OperatorAllowance
{
    public const string Section = "adjustments";

    /// <summary>What is counted together.</summary>
    private const string Scope = "credits";

    private static readonly Usd DefaultWorth = new(10_000);

    /// <summary>Credits of a day above which a second person must approve; null: what is worth 100 USD. Zero: always.</summary>
    public decimal? ApprovalAbove { get; init; }

    /// <summary>Acts of a day above which a second person must approve.</summary>
    public int ActsPerDay { get; init; } = 25;

    public static OperatorAllowance Of(ITenant tenant) => tenant.Settings.Get<OperatorAllowance>(Section);

    /// <returns>The limit in credits.</returns>
    public CreditAmount LimitIn(CreditUnit unit)
    {
        var credits = ApprovalAbove ?? unit.WorthOf(DefaultWorth).ToDecimal();
        return CreditAmount.FromDecimal(
            decimal.Round(Math.Clamp(credits, 0, new CreditAmount(long.MaxValue).ToDecimal()), 6, MidpointRounding.ToZero));
    }

    public ApprovalAllowance In(CreditUnit unit) => new(Scope, LimitIn(unit), ActsPerDay);
}
