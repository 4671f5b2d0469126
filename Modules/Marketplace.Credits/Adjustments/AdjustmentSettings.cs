namespace Marketplace.Credits;

/// <summary>The settings section <c>adjustments</c>.</summary>
internal sealed record AdjustmentSettings
{
    public const string Section = "adjustments";

    private static readonly Usd Default = new(10_000);

    /// <summary>Credits above which a second person must approve; null: what is worth 100 USD. Zero: always.</summary>
    public decimal? ApprovalAbove { get; init; }

    /// <returns>The limit in credits.</returns>
    public CreditAmount LimitIn(CreditUnit unit)
    {
        var credits = ApprovalAbove ?? unit.WorthOf(Default).ToDecimal();
        return CreditAmount.FromDecimal(decimal.Round(Math.Clamp(credits, 0, new CreditAmount(long.MaxValue).ToDecimal()), 6, MidpointRounding.ToZero));
    }
}

/// <summary>Whether one operator may move an amount alone.</summary>
internal sealed class ApprovalRule(ITenant tenant, CreditUnit unit)
{
    /// <summary>Larger amounts need a second person.</summary>
    public CreditAmount Limit => tenant.Settings.Get<AdjustmentSettings>(AdjustmentSettings.Section).LimitIn(unit);

    /// <param name="amount">Its sign does not matter.</param>
    public bool NeedsSecondPerson(CreditAmount amount) => amount > Limit || amount < -Limit;
}
