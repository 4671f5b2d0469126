using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;

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
        Slot("letters", "", "xn--mller-kva.example"),
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
    [InlineData("shop.example.:444", "/docs", "docs")]
    [InlineData("xn--mller-kva.example", "/", "letters")]
    [InlineData("XN--MLLER-KVA.example", "/", "letters")]
    [InlineData("xn--mller-kva.example:8443", "/", "letters")]
    [InlineData("müller.example", "/", "letters")]
    [InlineData("xn--a.example", "/", "root")]
    [InlineData("xn--mller-kva.example:port", "/", "root")]
    [InlineData("[::1]:5000", "/", "root")]
    [InlineData("", "/fiat", "fiat")]
    [InlineData(null, "/", "root")]
    public void The_host_name_decides_first_then_the_path(string? host, string path, string expected) =>
        Assert.Equal(expected, Table.Match(host, path)?.Record.Name);

    [Fact]
    public void Nobody_answers_for_an_unknown_host_where_all_tenants_have_hosts() =>
        Assert.Null(new TenantTable([Slot("shop", "", "shop.example")]).Match("other.example", "/"));

    [Fact]
    public void Nobody_answers_for_an_unknown_prefix_where_no_tenant_is_at_the_root() =>
        Assert.Null(new TenantTable([Slot("fiat", "/fiat")]).Match("any.example", "/other"));

    private static TenantSlot Slot(string name, string prefix, params string[] hosts) =>
        new(new TenantRecord { Name = name, DisplayName = name, PathPrefix = prefix, Hosts = hosts, Settings = new TenantSettings([]) });
}
