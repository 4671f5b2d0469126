using Marketplace.Catalog.Products;
using Marketplace.Deployments.Deployments;

namespace Marketplace.Deployments.Tests.Billing;

public sealed class BillingCalendarTests
{
    [Theory]
    [InlineData("2027-01-31T10:00:00Z", 1, "2027-02-28T10:00:00Z")]
    [InlineData("2027-01-31T10:00:00Z", 2, "2027-03-31T10:00:00Z")]
    [InlineData("2028-01-31T10:00:00Z", 1, "2028-02-29T10:00:00Z")]
    [InlineData("2027-03-31T23:59:59Z", 1, "2027-04-30T23:59:59Z")]
    [InlineData("2027-12-15T00:00:00Z", 1, "2028-01-15T00:00:00Z")]
    public void Renewals_keep_the_day_they_are_anchored_to(string anchor, int periods, string next) =>
        Assert.Equal(Time(next), BillingCalendar.NextRenewal(BillingPeriod.Month, Time(anchor), periods));

    [Fact]
    public void What_is_paid_once_never_renews() =>
        Assert.Null(BillingCalendar.NextRenewal(BillingPeriod.Once, Time("2027-01-31T10:00:00Z"), 1));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
