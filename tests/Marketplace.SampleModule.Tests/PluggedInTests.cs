using System.Net;
using System.Net.Http.Json;
using Marketplace.Testing;

namespace Marketplace.SampleModule.Tests;

public sealed class PluggedInTests(Hosts hosts)
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_host_loads_it_from_its_file_and_a_tenant_switches_it_on_and_off(DatabaseKind kind)
    {
        const string path = "/api/acme/greetings";
        var app = await hosts.GetAsync(kind);
        using var visitor = app.NewVisitor("/fiatdashboard");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);

        await app.SwitchAsync("fiatdashboard", on: true);
        Assert.Empty(await ReadAsync(await visitor.GetAsync(path)));
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostJsonAsync(path, new { text = "Hello from here" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostJsonAsync(path, new { text = " " })).StatusCode);

        // What one tenant keeps is nowhere on another.
        using var neighbour = app.NewVisitor();
        var theirs = await (await neighbour.GetAsync(path)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("Hello from here", theirs, StringComparison.Ordinal);

        await app.SwitchAsync("fiatdashboard", on: false);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/guestbook")).StatusCode);
        await app.SwitchAsync("fiatdashboard", on: true);
        Assert.Single(await ReadAsync(await visitor.GetAsync(path)));
        await app.SwitchAsync("fiatdashboard", on: false);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Its_permission_decides_who_may_remove(DatabaseKind kind)
    {
        var app = await hosts.GetAsync(kind);
        using var editor = app.NewVisitor();
        var answer = await editor.PostJsonAsync("/api/acme/greetings", new { text = "To be removed" });
        var added = await answer.Content.ReadFromJsonAsync<Dictionary<string, object?>>();
        var path = "/api/acme/greetings/" + added!["id"];
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await customer.Http.DeleteAsync(path)).StatusCode);

        await editor.SignInAsync("editor@example.com");
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Http.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Http.DeleteAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("no/such/module.dll", "cannot be loaded")]
    [InlineData("Marketplace.Data.dll", "is no module")]
    public async Task A_file_that_is_no_module_stops_the_start_with_a_sentence(string file, string reason)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        var refused = await Assert.ThrowsAsync<StartupException>(() => Greetings.StartAsync(DatabaseKind.Sqlite, path));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<object[]> ReadAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<object[]>())!;
}
