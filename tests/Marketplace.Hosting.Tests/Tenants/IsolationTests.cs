using System.Net;
using Marketplace.Testing;

namespace Marketplace.Hosting.Tests.Tenants;

/// <summary>Nothing of one tenant answers on another.</summary>
public sealed class IsolationTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Cookies_tokens_secrets_and_files_of_one_tenant_are_worthless_on_the_other(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        await app.EnableAsync("mycelium", "Probe");
        await app.EnableAsync("fiatdashboard", "Probe");

        await SignInStaysAsync(app);
        await SecretStaysAsync(app);
        await FormTokenStaysAsync(app);
        using var visitor = app.NewVisitor();
        using var neighbour = app.NewVisitor("/fiatdashboard");
        Assert.NotEqual(await visitor.ReadAsync("/probe/folder"), await neighbour.ReadAsync("/probe/folder"));
        Assert.NotEqual(await visitor.ReadAsync("/probe/shell"), await neighbour.ReadAsync("/probe/shell"));
    }

    /// <summary>The cookie of one is sent to the other under every name it could have there.</summary>
    private static async Task SignInStaysAsync(MarketplaceApp app)
    {
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync("admin@example.com");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/dashboard/wallet")).StatusCode);
        var cookie = visitor.Cookies.GetCookies(app.Address)["mp_mycelium"]!;

        using var neighbour = app.NewVisitor("/fiatdashboard");
        neighbour.Cookies.Add(app.Address, new Cookie(cookie.Name, cookie.Value, "/"));
        neighbour.Cookies.Add(app.Address, new Cookie("mp_fiatdashboard", cookie.Value, "/fiatdashboard"));

        Assert.Equal(HttpStatusCode.Redirect, (await neighbour.GetAsync("/dashboard/wallet")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await neighbour.GetAsync("/api/wallet/info")).StatusCode);
    }

    private static async Task SecretStaysAsync(MarketplaceApp app)
    {
        using var visitor = app.NewVisitor();
        using var neighbour = app.NewVisitor("/fiatdashboard");
        var secret = await visitor.ReadAsync("/probe/protect");

        Assert.Equal("secret", await visitor.ReadAsync("/probe/unprotect?text=" + Uri.EscapeDataString(secret)));
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await neighbour.GetAsync("/probe/unprotect?text=" + Uri.EscapeDataString(secret))).StatusCode);
    }

    private static async Task FormTokenStaysAsync(MarketplaceApp app)
    {
        using var visitor = app.NewVisitor();
        using var neighbour = app.NewVisitor("/fiatdashboard");
        var token = await visitor.ReadAsync("/probe/form-token");
        await neighbour.ReadAsync("/probe/form-token");
        var cookie = visitor.Cookies.GetCookies(app.Address)["mp_af_mycelium"]!;
        neighbour.Cookies.Add(app.Address, new Cookie("mp_af_fiatdashboard", cookie.Value, "/fiatdashboard"));

        Assert.Equal(HttpStatusCode.OK, (await visitor.PostTokenAsync("/probe/form", token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await neighbour.PostTokenAsync("/fiatdashboard/probe/form", token)).StatusCode);
    }
}
