namespace Marketplace.Catalog.Products;

/// <summary>How often a product's price is charged.</summary>
public enum BillingPeriod
{
    Once,

    /// <summary>Paid ahead, from the day it runs to the same day of the next month (acceptance D4).</summary>
    Month,
}
