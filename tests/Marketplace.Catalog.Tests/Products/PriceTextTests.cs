using Marketplace.Catalog.Products;
using Marketplace.Testing;

namespace Marketplace.Catalog.Tests.Products;

public sealed class PriceTextTests
{
    [Fact]
    [Trait("Acceptance", "S0-17"), Trait("Acceptance", "S0-18"), Trait("Acceptance", "S0-02")]
    public void Prices_read_as_dollars_per_month()
    {
        var prices = new PriceText(new TestTenant { DataFolder = "" });

        Assert.Equal("VM Instance: $5.00/month", prices.Line("VM Instance", CreditAmount.FromDecimal(5), BillingPeriod.Month));
        Assert.Equal("VM: $5.00/month", prices.Line("VM", CreditAmount.FromDecimal(5), BillingPeriod.Month));
        Assert.Equal("Setup: $1,040.50", prices.Line("Setup", CreditAmount.FromDecimal(1040.5m), BillingPeriod.Once));
    }
}
