using Marketplace.Hosting.TenantChanges;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Tenants;

/// <summary>A new tenant takes no address that is the product's own, and none in use unless that is meant.</summary>
public sealed class NewAddressTests(SampleHost host) : IClassFixture<SampleHost>
{
    /// <summary>The host answers there itself, or a module does, whether this host's tenants have it on or not.</summary>
    [Theory]
    [InlineData("/admin")]
    [InlineData("/Admin")]
    [InlineData("/admin/")]
    [InlineData("/API")]
    [InlineData("/account")]
    [InlineData("/dashboard")]
    [InlineData("/health")]
    [InlineData("/HEALTH")]
    [InlineData("/setup")]
    [InlineData("/login")]
    [InlineData("/error")]
    [InlineData("/openapi")]
    [InlineData("/stripe-sandbox")]
    [InlineData("/probe")]
    public async Task A_prefix_that_anything_answers_is_refused(string prefix)
    {
        var result = await CreateAsync(prefix);

        Assert.Equal(
            $"The path prefix '{PathPrefix.Canonical(prefix)}' is one of the product's own addresses: choose another.", result.Error);
    }

    /// <summary>Addresses arrive decoded, so that these would never be found, or as another one.</summary>
    [Theory]
    [InlineData("/%61dmin")]
    [InlineData("/admin/x")]
    [InlineData("admin")]
    [InlineData("//admin")]
    [InlineData("/\u0430dmin")]
    [InlineData("/ﬁat")]
    [InlineData("/_content")]
    [InlineData("/favicon.svg")]
    public async Task A_prefix_in_another_writing_is_refused(string prefix)
    {
        var result = await CreateAsync(prefix);

        Assert.Contains("must be empty, or a slash and one segment", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_first_segment_of_every_module_and_folder_of_files_is_reserved()
    {
        var reserved = host.App.Services.GetRequiredService<ReservedPrefixes>().Segments();
        var segments = await host.App.InTenantAsync("mycelium", services => Task.FromResult(
            services.GetServices<Microsoft.AspNetCore.Routing.EndpointDataSource>().SelectMany(x => x.Endpoints)
                .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
                .Select(x => x.RoutePattern.RawText!.TrimStart('/').Split('/')[0])
                .Where(x => x.Length > 0 && !x.Contains('{', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal)));

        Assert.Empty(segments.Except(reserved, StringComparer.OrdinalIgnoreCase));
        Assert.Contains("_content", reserved);
        Assert.Contains("favicon.ico", reserved);
        Assert.DoesNotContain("shop", reserved);
        Assert.DoesNotContain("fiatdashboard", reserved);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("shop.example")]
    [InlineData("SHOP.example")]
    [InlineData("shop.example:444")]
    public async Task A_host_name_in_use_waits_for_agreement(string name)
    {
        await host.ShopAsync();

        var result = await CreateAsync("/fourth", name, "free.example");

        Assert.False(result.Succeeded);
        Assert.Equal([HostName.Canonical(name)!], result.HostsToConfirm);
        Assert.Contains(HostName.Canonical(name)!, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.App.Tenants.ListAsync(default), x => x.Name == "fourth");
    }

    [Fact]
    public async Task Who_agrees_to_other_names_has_not_agreed_to_these()
    {
        var result = await host.App.Tenants.CreateAsync(
            Creation("/second", "127.0.0.1", "localhost") with { AgreedHosts = ["localhost"] }, default);

        Assert.Equal(["127.0.0.1"], result.HostsToConfirm);
    }

    private Task<TenantChangeResult> CreateAsync(string prefix, params string[] hosts) =>
        host.App.Tenants.CreateAsync(Creation(prefix, hosts), default);

    private TenantCreation Creation(string prefix, params string[] hosts) =>
        new("fourth", "Fourth", "mycelium", prefix, hosts, Database: null, Administrator: null,
            host.App.Address.GetLeftPart(UriPartial.Authority));
}
