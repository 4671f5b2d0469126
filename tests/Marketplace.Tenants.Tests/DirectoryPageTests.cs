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
        Assert.Contains(
            "Disabled", (await admin.GetPageAsync("/admin/tenants")).QuerySelector("[data-tenant=third]")!.TextContent,
            StringComparison.Ordinal);
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
            ("Input.Name", "third"), ("Input.DisplayName", "Third Shop"), ("Input.Recipe", "mycelium"),
            ("Input.PathPrefix", "/fiatdashboard"),
            ("Input.AdministratorEmail", "owner@third.example"), ("Input.AdministratorPassword", "A long password 7!"));
        var taken = await Visitor.ReadPageAsync(await admin.SubmitAsync("/admin/tenants/new", fields));
        Assert.Contains("answers at that address already", taken.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        fields["Input.PathPrefix"] = "/Admin";
        var reserved = await Visitor.ReadPageAsync(await admin.SubmitAsync("/admin/tenants/new", fields));
        Assert.Contains(
            "one of the product's own addresses", reserved.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        (fields["Input.PathPrefix"], fields["Input.Database"]) =
            ("/third", "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2;Password=s3cret");
        var unreachable = await admin.SubmitAsync("/admin/tenants/new", fields);
        Assert.DoesNotContain("s3cret", await unreachable.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull((await Visitor.ReadPageAsync(unreachable)).GetElementById("Input_DatabasePassword-error"));
        fields["Input.Name"] = "No good";
        var wrong = await Visitor.ReadPageAsync(await admin.SubmitAsync("/admin/tenants/new", fields));
        Assert.NotNull(wrong.GetElementById("Input_Name-error"));
        Assert.Equal(2, (await app.Tenants.ListAsync(default)).Count);
    }

    /// <summary>Who makes a site at the very name they are working at would find it in the place of the portal.</summary>
    [Fact]
    public async Task A_host_name_in_use_is_taken_only_by_who_agrees()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await EnableDirectoryAsync(app);
        using var admin = await app.AdministratorAsync();
        var fields = Fields(
            ("Input.Name", "third"), ("Input.DisplayName", "Third Shop"), ("Input.Recipe", "mycelium"),
            ("Input.Hosts", $"third.example {app.Address.Host}"),
            ("Input.AdministratorEmail", "owner@third.example"), ("Input.AdministratorPassword", "A long password 7!"));

        var asked = await Visitor.ReadPageAsync(await admin.SubmitAsync("/admin/tenants/new", fields));

        var box = asked.QuerySelector("[data-test=tenant-agree-hosts]")!;
        Assert.Equal(app.Address.Host, box.GetAttribute("value"));
        Assert.Equal($"third.example {app.Address.Host}", asked.GetElementById("Input_Hosts")!.GetAttribute("value"));
        Assert.Equal(2, (await app.Tenants.ListAsync(default)).Count);
        fields["Input.AgreedHosts"] = box.GetAttribute("value")!;
        fields["__RequestVerificationToken"] = asked.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var made = await admin.Http.PostAsync("/admin/tenants/new", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains("Third Shop", (await admin.GetPageAsync("/")).Title, StringComparison.Ordinal);
    }

    [Theory, InlineData("Disable"), InlineData("Enable")]
    public async Task Nobody_is_switched_without_a_name(string handler)
    {
        await using var app = await MarketplaceApp.StartAsync();
        await EnableDirectoryAsync(app);
        using var admin = await app.AdministratorAsync();
        foreach (var name in (string?[])[null, "", "nobody", "<b>"])
            await PostAsync(admin, handler, name);
        Assert.All(await app.Tenants.ListAsync(default), x => Assert.Equal(TenantState.Running, x.State));
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

    private static async Task PostAsync(Visitor admin, string handler, string? tenant, HttpStatusCode expected = HttpStatusCode.Redirect)
    {
        var page = await admin.GetPageAsync("/admin/tenants");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await admin.Http.PostAsync($"/admin/tenants?handler={handler}", new FormUrlEncodedContent(
            tenant is null
                ? Fields(("__RequestVerificationToken", token))
                : Fields(("name", tenant), ("__RequestVerificationToken", token))));
        Assert.Equal(expected, answer.StatusCode);
    }
}
