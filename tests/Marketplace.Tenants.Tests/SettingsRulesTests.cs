using System.Globalization;
using Marketplace.Tenants.Settings;

namespace Marketplace.Tenants.Tests;

public sealed class SettingsRulesTests
{
    private static readonly SettingsInput Good = new() { Theme = "Canopy", AdminTheme = "Console", Icon = "hexagon-half", UnitUsdValue = 1 };

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://localhost:5000/shop", true)]
    [InlineData("", true)]
    [InlineData("shop.example", false)]
    [InlineData("ftp://shop.example", false)]
    [InlineData("https://shop.example?x=1", false)]
    [InlineData("https://user@shop.example", false)]
    [InlineData("javascript:alert(1)", false)]
    public void An_address_is_one_of_a_site(string address, bool valid) => Assert.Equal(valid ? null : "BaseUrl", ErrorOf(Good with { BaseUrl = address }));

    [Theory]
    [InlineData("0.04", true)]
    [InlineData("0.000001", true)]
    [InlineData("1000000", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("0.0000001", false)]
    [InlineData("1000001", false)]
    public void A_credit_is_worth_something(string value, bool valid) =>
        Assert.Equal(valid ? null : "UnitUsdValue", ErrorOf(Good with { UnitUsdValue = decimal.Parse(value, CultureInfo.InvariantCulture) }));

    [Fact]
    public void Themes_and_icons_exist()
    {
        Assert.Equal("Theme", ErrorOf(Good with { Theme = "Console" }));
        Assert.Equal("AdminTheme", ErrorOf(Good with { AdminTheme = "Canopy" }));
        Assert.Equal("Icon", ErrorOf(Good with { Icon = "no-such-icon" }));
    }

    private static string? ErrorOf(SettingsInput input) => SettingsRules.Check(input, ["Canopy"], ["Console"]).Select(x => x.Property).SingleOrDefault();
}
