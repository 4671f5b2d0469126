using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Tests.Tenants;

public sealed class TenantTableTests
{
    private static readonly TenantTable Table = new(
    [
        Slot("root", ""),
        Slot("fiat", "/fiat"),
        Slot("shop", "", "shop.example"),
        Slot("docs", "/docs", "shop.example"),
        Slot("ported", "", "local.example:8080"),
    ]);

    [Theory]
    [InlineData("any.example", "/", "root")]
    [InlineData("any.example", "/fiat", "fiat")]
    [InlineData("any.example", "/FIAT/x", "fiat")]
    [InlineData("any.example", "/fiatx", "root")]
    [InlineData("any.example", "/docs", "root")]
    [InlineData("shop.example", "/", "shop")]
    [InlineData("SHOP.example:444", "/docs/a/b", "docs")]
    [InlineData("local.example:8080", "/", "ported")]
    [InlineData("local.example:8081", "/", "root")]
    [InlineData("shop.example.", "/docs", "docs")]
    public void The_host_name_decides_first_then_the_path(string host, string path, string expected) =>
        Assert.Equal(expected, Table.Match(new HostString(host), path)?.Record.Name);

    [Fact]
    public void Nobody_answers_for_an_unknown_host_where_all_tenants_have_hosts() =>
        Assert.Null(new TenantTable([Slot("shop", "", "shop.example")]).Match(new HostString("other.example"), "/"));

    [Fact]
    public void Nobody_answers_for_an_unknown_prefix_where_no_tenant_is_at_the_root() =>
        Assert.Null(new TenantTable([Slot("fiat", "/fiat")]).Match(new HostString("any.example"), "/other"));

    private static TenantSlot Slot(string name, string prefix, params string[] hosts) =>
        new(new TenantRecord { Name = name, DisplayName = name, PathPrefix = prefix, Hosts = hosts, Settings = new TenantSettings([]) });
}
