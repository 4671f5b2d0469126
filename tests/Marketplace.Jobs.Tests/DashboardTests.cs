using System.Net;
using Marketplace.Jobs.Dashboard;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Tests;

public sealed class DashboardTests
{
    private const string Path = "/admin/jobs/hangfire";

    [Fact]
    public async Task Hangfires_pages_are_for_whoever_runs_the_host_to_look_at()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.InTenantAsync("mycelium", async services =>
        {
            var result = await services.GetRequiredService<ITenantAdministration>().ChangeFeaturesAsync(
                [DashboardStartup.FeatureId], [], default);
            Assert.True(result.Succeeded, result.Error);
        });
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");

        using var answer = await admin.GetAsync(Path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        var page = await admin.GetPageAsync(Path);
        var files = page.QuerySelectorAll("link[rel=stylesheet]").Select(x => x.GetAttribute("href")!)
            .Concat(page.QuerySelectorAll("script[src]").Select(x => x.GetAttribute("src")!)).ToList();
        Assert.True(files.Count >= 2, "It has a script and a style.");
        Assert.All(files, x => Assert.StartsWith(Path, x, StringComparison.Ordinal));
        foreach (var file in files)
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(file)).StatusCode);
        foreach (var part in new[] { "/recurring", "/jobs/enqueued", "/jobs/failed", "/servers" })
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(Path + part)).StatusCode);
        Assert.DoesNotContain("data-url", (await admin.GetPageAsync(Path + "/recurring")).Body!.InnerHtml, StringComparison.Ordinal);

        await RefusesAllActsAsync(admin);
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        using var elsewhere = app.NewVisitor("/fiatdashboard");
        await elsewhere.SignInAsync("admin@example.com");
        foreach (var stranger in new[] { customer, elsewhere })
            Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(Path)).StatusCode);
    }

    private static async Task RefusesAllActsAsync(Visitor admin)
    {
        var token = (await admin.GetPageAsync("/admin/jobs")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var act in new[] { "/recurring/remove", "/recurring/trigger", "/jobs/failed/requeue", "/jobs/enqueued/delete" })
        {
            using var content = new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["jobs[]"] = "1", ["__RequestVerificationToken"] = token });
            using var answer = await admin.Http.PostAsync(Path + act, content);
            Assert.False(answer.IsSuccessStatusCode, $"{act} was answered with {answer.StatusCode}.");
        }
    }
}
