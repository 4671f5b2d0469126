using System.Net;
using System.Net.Http.Json;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Editing;

public sealed class EditorHost : IAsyncLifetime
{
    public MarketplaceApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await MarketplaceApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

public sealed class EditorPagesTests(EditorHost host) : IClassFixture<EditorHost>
{
    private const string Editor = "editor@example.com";

    private readonly MarketplaceApp _app = host.App;

    [Fact]
    public async Task The_frame_of_the_preview_has_the_readers_theme_and_nothing_that_runs()
    {
        using var editor = _app.NewVisitor();
        await editor.SignInAsync(Editor);
        var answer = await editor.GetAsync("/admin/content/preview-frame");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        var page = await Visitor.ReadPageAsync(answer);
        Assert.Empty(page.Scripts);
        Assert.Contains(
            page.QuerySelectorAll("link[rel=stylesheet]"), x => x.GetAttribute("href")!.Contains("Canopy", StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector("#preview-title"));
        Assert.NotNull(page.QuerySelector("#preview.article"));
    }

    [Fact]
    public async Task The_bundle_of_the_editor_is_served()
    {
        using var visitor = _app.NewVisitor();
        var answer = await visitor.GetAsync("/_content/Marketplace.Content/lib/editor/editor.js");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("javascript", answer.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/content/blocks")]
    [InlineData("GET", "/api/content/links?q=x")]
    [InlineData("POST", "/api/content/preview")]
    [InlineData("POST", "/api/content/blocks/views")]
    public async Task Only_those_who_write_texts_may_ask(string method, string address)
    {
        using var nobody = _app.NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(nobody, method, address)).StatusCode);
        using var customer = _app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(customer, method, address)).StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, string method, string address)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST")
            request.Content = JsonContent.Create(new { });
        return visitor.Http.SendAsync(request);
    }
}
