namespace Marketplace.Catalog.Products;

/// <summary>Prices as customers read them (S0-17, S0-18).</summary>
public sealed class PriceText(ITenant tenant)
{
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    /// <summary>For example <c>$5.00</c>.</summary>
    public string Amount(CreditAmount amount) => _unit.Format(amount);

    /// <summary>For example <c>$5.00/month</c>, or <c>$5.00</c> for what is paid once.</summary>
    public string Price(CreditAmount amount, BillingPeriod period) => _unit.Format(amount) + Suffix(period);

    /// <summary>For example <c>VM Instance: $5.00/month</c>.</summary>
    public string Line(string product, CreditAmount amount, BillingPeriod period) => $"{product}: {Price(amount, period)}";

    public static string Suffix(BillingPeriod period) => period == BillingPeriod.Month ? "/month" : "";
}
