using System.Net;
using Marketplace.Testing;
using static Marketplace.Tenants.Tests.AdminApp;

namespace Marketplace.Tenants.Tests;

public sealed class DirectoryPageTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_host_admin_lists_creates_disables_and_enables_tenants(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Kind = kind });
        await EnableDirectoryAsync(app);
        using var admin = await app.AdministratorAsync();

        var created = await admin.SubmitAsync("/admin/tenants/new", Fields(
            ("Input.Name", "third"), ("Input.DisplayName", "Third Shop"), ("Input.Recipe", "mycelium"), ("Input.PathPrefix", "/third"),
            ("Input.AdministratorEmail", "owner@third.example"), ("Input.AdministratorPassword", "A long password 7!")));
        Assert.Equal(HttpStatusCode.Redirect, created.StatusCode);
        var list = await admin.GetPageAsync("/admin/tenants");
        Assert.Equal(3, list.QuerySelectorAll("[data-test=tenant-row]").Length);
        using var owner = app.NewVisitor("/third");
        await owner.SignInAsync("owner@third.example", "A long password 7!");
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/admin/features")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("/admin/tenants")).StatusCode);

        await PostAsync(admin, "Disable", "third");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await owner.GetAsync("/")).StatusCode);
        Assert.Contains("Disabled", (await admin.GetPageAsync("/admin/tenants")).QuerySelector("[data-tenant=third]")!.TextContent, StringComparison.Ordinal);
        await PostAsync(admin, "Enable", "third");
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_made_is_refused_with_a_sentence_and_leaves_nothing()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await EnableDirectoryAsync(app);
        using var admin = await app.AdministratorAsync();
        var fields = Fields(
            ("Input.Name", "third"), ("Input.DisplayName", "Third Shop"), ("Input.Recipe", "mycelium"), ("Input.PathPrefix", "/fiatdashboard"),
            ("Input.AdministratorEmail", "owner@third.example"), ("Input.AdministratorPassword", "A long password 7!"));
        var taken = await Visitor.ReadPageAsync(await admin.SubmitAsync("/admin/tenants/new", fields));
        Assert.Contains("answers at that address already", taken.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        fields["Input.Name"] = "No good";
        var wrong = await Visitor.ReadPageAsync(await admin.SubmitAsync("/admin/tenants/new", fields));
        Assert.NotNull(wrong.GetElementById("Input_Name-error"));
        Assert.Equal(2, (await app.Tenants.ListAsync(default)).Count);
    }

    [Fact]
    public async Task The_default_tenant_stays_on()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await EnableDirectoryAsync(app);
        using var admin = await app.AdministratorAsync();
        Assert.Null((await admin.GetPageAsync("/admin/tenants")).QuerySelector("[data-tenant=mycelium] form"));
        await PostAsync(admin, "Disable", "mycelium");
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/")).StatusCode);
    }

    private static Task EnableDirectoryAsync(MarketplaceApp app) =>
        app.InTenantAsync("mycelium", async services =>
        {
            var administration = (ITenantAdministration)services.GetService(typeof(ITenantAdministration))!;
            Assert.Equal(TenantChangeResult.Ok, await administration.ChangeFeaturesAsync(["Marketplace.Tenants.Directory"], [], default));
        });

    private static async Task PostAsync(Visitor admin, string handler, string tenant)
    {
        var page = await admin.GetPageAsync("/admin/tenants");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await admin.Http.PostAsync($"/admin/tenants?handler={handler}", new FormUrlEncodedContent(Fields(("name", tenant), ("__RequestVerificationToken", token))));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
