namespace Marketplace.Abstractions.Tests.Names;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("Shop.Example", "shop.example")]
    [InlineData(" müller.example. ", "xn--mller-kva.example")]
    [InlineData("XN--MLLER-KVA.example", "xn--mller-kva.example")]
    [InlineData("localhost:5001", "localhost:5001")]
    [InlineData("shop.example:443", "shop.example")]
    [InlineData("127.0.0.1:08080", "127.0.0.1:8080")]
    public void A_host_name_has_one_form(string typed, string canonical) => Assert.Equal(canonical, HostName.Canonical(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://shop.example")]
    [InlineData("shop.example/path")]
    [InlineData("shop.example:0")]
    [InlineData("shop.example:99999")]
    [InlineData("shop..example")]
    [InlineData("-shop.example")]
    [InlineData("*.shop.example")]
    [InlineData("shop .example")]
    [InlineData("o'brien.example")]
    public void Anything_else_is_none(string? typed) => Assert.Null(HostName.Canonical(typed));

    [Fact]
    public void A_list_names_each_host_once_and_what_is_none_as_it_was_typed()
    {
        var (names, refused) = HostName.ReadList("shop.example, Müller.example;SHOP.example\nhttps://x.example xn--mller-kva.example");
        Assert.Equal(["shop.example", "xn--mller-kva.example"], names);
        Assert.Equal(["https://x.example"], refused);
    }

    [Theory]
    [InlineData("https://Shop.Example/", "https://shop.example")]
    [InlineData(" HTTP://müller.example:80/Shop/ ", "http://xn--mller-kva.example/Shop")]
    [InlineData("https://127.0.0.1:5001", "https://127.0.0.1:5001")]
    [InlineData("http://[::1]:5000/", "http://[::1]:5000")]
    [InlineData("shop.example", null)]
    [InlineData("ftp://shop.example", null)]
    [InlineData("https://ann@shop.example", null)]
    [InlineData("https://shop.example/?q=1", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_sites_address_has_one_form(string? typed, string? canonical) => Assert.Equal(canonical, SiteAddress.Canonical(typed));

    [Theory]
    [InlineData(null, "")]
    [InlineData("/", "")]
    [InlineData("/Shop", "/shop")]
    [InlineData(" /shop/ ", "/shop")]
    [InlineData("shop", null)]
    [InlineData("/a/b", null)]
    [InlineData("/shöp", null)]
    [InlineData("/shop\n", "/shop")]
    public void A_path_prefix_has_one_form(string? typed, string? canonical) => Assert.Equal(canonical, PathPrefix.Canonical(typed));

    [Theory]
    [InlineData(" Shop-1 ", "shop-1")]
    [InlineData("s", null)]
    [InlineData("1shop", null)]
    [InlineData("ﬀoo", null)]
    [InlineData("ſhop", null)]
    public void A_tenant_name_has_one_form(string typed, string? canonical) => Assert.Equal(canonical, TenantName.Canonical(typed));
}
