using System.Net;
using Marketplace.Testing;
using static Marketplace.Tenants.Tests.AdminApp;

namespace Marketplace.Tenants.Tests;

public sealed class SettingsPageTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Settings_are_saved_and_shown_at_once_and_survive_a_restart_of_the_shell(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Kind = kind });
        using var admin = await app.AdministratorAsync();
        var answer = await admin.SubmitAsync(
            "/admin/settings",
            Fields(
                ("Input.DisplayName", "Spore & Co"), ("Input.Tagline", "Mushrooms for all."), ("Input.UnitName", "Spores"),
                ("Input.UnitUsdValue", "0.5")));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await admin.GetPageAsync("/admin/settings");
        Assert.Contains("Spore & Co", page.Title, StringComparison.Ordinal);

        Assert.True((await app.Tenants.SetEnabledAsync("fiatdashboard", enabled: false, default)).Succeeded);
        var (name, unit, site) = await app.InTenantAsync("mycelium", services =>
        {
            var tenant = (ITenant)services.GetService(typeof(ITenant))!;
            return Task.FromResult(
                (tenant.DisplayName, tenant.Settings.Get<CreditUnit>("credits"), tenant.Settings.Get<SiteSettings>("site")));
        });
        Assert.Equal(("Spore & Co", "Spores", 0.5m, "Mushrooms for all."), (name, unit.Name, unit.UsdValue, site.Tagline));
    }

    [Fact]
    public async Task Wrong_settings_are_refused_beside_their_fields_and_the_input_is_kept()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var admin = await app.AdministratorAsync();
        var answer = await admin.SubmitAsync(
            "/admin/settings",
            Fields(
                ("Input.DisplayName", ""), ("Input.BaseUrl", "nowhere"), ("Input.Accent", "red"), ("Input.UnitDecimals", "7"),
                ("Input.UnitUsdValue", "0")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Visitor.ReadPageAsync(answer);
        foreach (var field in (string[])["DisplayName", "BaseUrl", "Accent", "UnitDecimals", "UnitUsdValue"])
            Assert.NotNull(page.GetElementById($"Input_{field}-error"));
        Assert.Equal("nowhere", page.GetElementById("Input_BaseUrl")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Only_who_may_change_settings_sees_them()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/settings")).StatusCode);
    }
}
