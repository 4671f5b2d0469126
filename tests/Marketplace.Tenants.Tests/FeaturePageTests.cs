using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Testing;
using static Marketplace.Tenants.Tests.AdminApp;

namespace Marketplace.Tenants.Tests;

public sealed class FeaturePageTests
{
    [Fact]
    public async Task A_feature_is_switched_while_the_site_runs_after_what_comes_along_was_shown()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var admin = await app.AdministratorAsync();
        Assert.Equal("true", await StateAsync(admin, "Marketplace.Catalog"));

        // Deployments needs the catalogue, so the page asks first.
        var asked = await Visitor.ReadPageAsync(await SwitchAsync(admin, "Marketplace.Catalog", enable: false));
        Assert.Contains("Deployments", asked.QuerySelector("[data-test=feature-plan]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", await StateAsync(admin, "Marketplace.Catalog"));

        var agreed = asked.QuerySelector<IHtmlInputElement>("[data-test=feature-agree] [name=agreed]")!.Value;
        var done = await admin.FollowAsync(await SwitchAsync(admin, "Marketplace.Catalog", enable: false, agreed));
        Assert.Contains(
            "Catalog is off, and with it Deployments",
            (await Visitor.ReadPageAsync(done)).QuerySelector("[data-test=page-note]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("false", await StateAsync(admin, "Marketplace.Catalog"));
        Assert.Equal("false", await StateAsync(admin, "Marketplace.Deployments"));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/")).StatusCode);

        await SwitchAsync(admin, "Marketplace.Catalog", enable: true);
        Assert.Equal("true", await StateAsync(admin, "Marketplace.Catalog"));
        Assert.Equal("false", await StateAsync(admin, "Marketplace.Deployments"));
    }

    [Fact]
    public async Task What_a_site_needs_cannot_be_switched_off_and_only_administrators_may_switch()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var admin = await app.AdministratorAsync();
        var page = await admin.GetPageAsync("/admin/features");
        Assert.Null(page.QuerySelector("[data-feature='Marketplace.Users'] form"));
        Assert.Null(page.QuerySelector("[data-feature='Marketplace.Setup']"));

        var refused = await Visitor.ReadPageAsync(
            await admin.FollowAsync(await SwitchAsync(admin, "Marketplace.Users", enable: false, from: "Marketplace.Catalog")));
        Assert.Contains("Nothing was changed", refused.QuerySelector("[data-test=page-note]")!.TextContent, StringComparison.Ordinal);

        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync("/admin/features")).StatusCode);
        using var anybody = app.NewVisitor();
        Assert.NotEqual(HttpStatusCode.OK, (await anybody.GetAsync("/admin/features")).StatusCode);
    }

    [Fact]
    public async Task A_switch_changes_only_its_own_tenant()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var admin = await app.AdministratorAsync();
        using var other = await app.AdministratorAsync("/fiatdashboard");
        var before = await StateAsync(other, "Marketplace.OpenApi");
        await SwitchAsync(admin, "Marketplace.OpenApi", enable: false);
        Assert.Equal("false", await StateAsync(admin, "Marketplace.OpenApi"));
        Assert.Equal(before, await StateAsync(other, "Marketplace.OpenApi"));
        Assert.Null((await other.GetPageAsync("/admin/features")).QuerySelector("[data-feature='Marketplace.Tenants.Directory']"));
    }

    private static async Task<string> StateAsync(Visitor admin, string feature) =>
        (await admin.GetPageAsync("/admin/features")).QuerySelector($"[data-feature='{feature}']")!.GetAttribute("data-enabled")!;

    /// <summary>Presses a switch, and sends what a browser without script would send.</summary>
    private static async Task<HttpResponseMessage> SwitchAsync(
        Visitor admin, string feature, bool enable, string agreed = "", string? from = null)
    {
        var page = await admin.GetPageAsync("/admin/features");
        var form = page.QuerySelector<IHtmlFormElement>($"[data-feature='{from ?? feature}'] form")!;
        var token = form.QuerySelector<IHtmlInputElement>("[name=__RequestVerificationToken]")!.Value;
        return await admin.Http.PostAsync(
            "/admin/features",
            new FormUrlEncodedContent(
                Fields(
                    ("feature", feature), ("enable", enable ? "true" : "false"), ("agreed", agreed),
                    ("__RequestVerificationToken", token))));
    }
}
