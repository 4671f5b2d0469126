using Marketplace.Users.SignIn;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Users.Tests.SignIn;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/", "", "/")]
    [InlineData("/products/vm?size=2#top", "", "/products/vm?size=2#top")]
    [InlineData("/shop", "/shop", "/shop")]
    [InlineData("/shop/cart?x=/../y", "/shop", "/shop/cart?x=/../y")]
    public void Places_inside_the_tenant_are_kept(string wanted, string pathBase, string expected) =>
        Assert.Equal(expected, ReturnUrl.Resolve(wanted, new PathString(pathBase)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/x")]
    [InlineData("products")]
    [InlineData("/\t/evil.example")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    public void Other_sites_are_not(string? wanted) => Assert.Equal("/", ReturnUrl.Resolve(wanted, PathString.Empty));

    [Theory]
    [InlineData("/")]
    [InlineData("/other/cart")]
    [InlineData("/shopping")]
    [InlineData("/shop/../admin")]
    [InlineData("/shop/%2e%2e/admin")]
    [InlineData("/shop\\..\\admin")]
    public void Other_tenants_are_not(string wanted) => Assert.Equal("/shop/", ReturnUrl.Resolve(wanted, new PathString("/shop")));
}
