using System.Net;
using System.Net.Http.Json;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.SampleModule.Tests;

public sealed class PluggedInTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_host_loads_it_from_its_file_and_a_tenant_switches_it_on_and_off(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/acme/greetings")).StatusCode);

        await SwitchAsync(app, on: true);
        Assert.Empty((await visitor.Http.GetFromJsonAsync<object[]>("/api/acme/greetings"))!);
        var added = await visitor.PostJsonAsync("/api/acme/greetings", new { text = "Hello <b>there</b>" });
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostJsonAsync("/api/acme/greetings", new { text = " " })).StatusCode);

        // The other tenant has not switched it on.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/fiatdashboard/api/acme/greetings")).StatusCode);

        await SwitchAsync(app, on: false);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/guestbook")).StatusCode);
        await SwitchAsync(app, on: true);
        Assert.Single((await visitor.Http.GetFromJsonAsync<object[]>("/api/acme/greetings"))!);
    }

    [Fact]
    public async Task Its_page_wears_the_tenants_theme_and_takes_a_form()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        await SwitchAsync(app, on: true);
        using var visitor = app.NewVisitor();
        var sent = await visitor.SubmitAsync(
            "/guestbook", new Dictionary<string, string>(StringComparer.Ordinal) { ["Text"] = "Hello <b>there</b>" });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var page = await visitor.GetPageAsync("/guestbook");
        Assert.Contains("Hello <b>there</b>", page.QuerySelector("[data-test=greetings]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("header a[href='/guestbook'], nav a[href='/guestbook']"));

        var empty = await Visitor.ReadPageAsync(
            await visitor.SubmitAsync("/guestbook", new Dictionary<string, string>(StringComparer.Ordinal) { ["Text"] = "" }));
        Assert.NotNull(empty.QuerySelector("form[data-test=greet]"));
        Assert.Single(empty.QuerySelectorAll("[data-test=greetings] li"));
    }

    [Fact]
    public async Task Its_permission_decides_who_may_remove()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        await SwitchAsync(app, on: true);
        using var editor = app.NewVisitor();
        var added =
            await (await editor.PostJsonAsync("/api/acme/greetings", new { text = "Hello" })).Content.ReadFromJsonAsync<Dictionary<string,
            string>>();
        var path = "/api/acme/greetings/" + added!["id"];
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await customer.Http.DeleteAsync(path)).StatusCode);

        await editor.SignInAsync("admin@example.com");
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Http.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Http.DeleteAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("no/such/module.dll", "cannot be loaded")]
    [InlineData("Marketplace.Data.dll", "is no module")]
    public async Task A_file_that_is_no_module_stops_the_start_with_a_sentence(string file, string reason)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        var refused = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(With(path)));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static Task<MarketplaceApp> StartAsync(DatabaseKind kind) =>
        MarketplaceApp.StartAsync(With(Greetings.File) with { Kind = kind });

    private static MarketplaceAppOptions With(string module) =>
        new() { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Marketplace:Modules:0"] = module } };

    private static Task SwitchAsync(MarketplaceApp app, bool on) =>
        app.InTenantAsync("mycelium", async services =>
        {
            string[] feature = [Greetings.Id];
            var result = await services.GetRequiredService<ITenantAdministration>()
                .ChangeFeaturesAsync(on ? feature : [], on ? [] : feature, default);
            Assert.Null(result.Error);
        });
}
