using Marketplace.Catalog.Products;

namespace Marketplace.Deployments.Deployments;

/// <summary>When periods end. They keep the anchor's day: Jan 31 → Feb 28 → Mar 31, always counted from the anchor.</summary>
internal static class BillingCalendar
{
    /// <param name="periodsPaid">At least 1.</param>
    /// <returns>Null for what is paid once.</returns>
    public static DateTimeOffset? NextRenewal(BillingPeriod period, DateTimeOffset anchor, int periodsPaid) =>
        period == BillingPeriod.Month ? anchor.AddMonths(periodsPaid) : null;
}
