using System.Net;
using System.Net.Http.Headers;
using Marketplace.Testing;

namespace Marketplace.Hosting.Tests.Startup;

public sealed class HealthTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_running_host_is_live_and_ready(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var visitor = app.NewVisitor();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
        Assert.Equal("Healthy", await (await visitor.GetAsync("/health/ready")).Content.ReadAsStringAsync());
        var css = await visitor.GetAsync("/_content/Marketplace.Ui/lib/bootstrap/bootstrap.layer.css");
        Assert.Equal(HttpStatusCode.OK, css.StatusCode);

        await app.EnableAsync("mycelium", "Probe");
        await app.Tenants.SetEnabledAsync("fiatdashboard", enabled: false, default);
        foreach (var path in (string[])[
            "/health/live", "/health/ready", "/probe/throw", "/probe/nowhere", "/api/nowhere", "/fiatdashboard/", "/theme.css", "/"])
            await AssertIsSafeAsync(app, path);
    }

    /// <summary>For a person and for a program, whatever the answer is and whoever gives it.</summary>
    private static async Task AssertIsSafeAsync(MarketplaceApp app, string path)
    {
        foreach (var accept in (string[])["text/html", "application/json"])
        {
            using var visitor = app.NewVisitor();
            visitor.Http.DefaultRequestHeaders.Accept.Clear();
            visitor.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            using var answer = await visitor.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();

            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.StartsWith("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("strict-origin-when-cross-origin", Header(answer, "Referrer-Policy"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
            Assert.NotNull(Header(answer, "Permissions-Policy"));
            Assert.DoesNotContain("secret detail", text, StringComparison.Ordinal);
            if ((int)answer.StatusCode >= 400 && accept == "application/json")
                Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        }
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
