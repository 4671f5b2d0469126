using Marketplace.Notifications.Deliveries;
using Marketplace.Testing;

namespace Marketplace.Notifications.Tests.Deliveries;

public sealed class TenantAddressTests
{
    [Theory]
    [InlineData("https://shop.example/", "", "", "https://shop.example/dashboard")]
    [InlineData("https://shop.example", "", "/coop", "https://shop.example/coop/dashboard")]
    [InlineData("https://shop.example/coop/", "", "/coop", "https://shop.example/coop/dashboard")]
    [InlineData("https://Müller.example/COOP", "", "/coop", "https://xn--mller-kva.example/coop/dashboard")]
    [InlineData("https://coop", "", "/coop", "https://coop/coop/dashboard")]
    [InlineData(null, "*.shop.example shop.example other.example", "/coop", "https://shop.example/coop/dashboard")]
    [InlineData(null, "shop.example", "", "https://shop.example/dashboard")]
    [InlineData(null, "*.shop.example", "", null)]
    [InlineData(null, "", "/coop", null)]
    public void A_link_in_a_mail_leads_to_the_tenants_address_else_to_its_host_name(
        string? baseUrl, string hosts, string prefix, string? expected)
    {
        var tenant = new TestTenant
        { DataFolder = "", PathPrefix = prefix, Hosts = hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        tenant.Set("site", new SiteSettings { BaseUrl = baseUrl });
        Assert.Equal(expected, new TenantAddress(tenant).Of("~/dashboard"));
    }
}
