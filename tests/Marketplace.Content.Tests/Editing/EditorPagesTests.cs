using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Marketplace.Content.Editing;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Without_script_the_editor_is_a_labelled_field_that_holds_the_text()
    {
        const string Text = "\nFirst line is empty\r\n<b>&amp;</b></textarea></script>";
        var page = await RenderAsync(new BodyEditor("Input.Body", Text, "cit_1", 3, "page", "de"));
        var field = Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("textarea[name='Input.Body']"));
        Assert.Equal("Text", page.QuerySelector($"label[for={field.Id}]")!.TextContent);
        Assert.Equal(Text, field.Value);
        Assert.Equal("de", field.GetAttribute("lang"));
        using var config = JsonDocument.Parse(page.QuerySelector("script[data-editor-config]")!.TextContent);
        Assert.Equal(Text, config.RootElement.GetProperty("body").GetString());
    }

    /// <summary>The script looks for them by these names.</summary>
    [Fact]
    public async Task Every_button_has_a_name_and_a_command_that_the_script_knows()
    {
        var page = await RenderAsync(new BodyEditor("Input.Body", "", "cit_1", 1, "page", "en"));
        var script = await File.ReadAllTextAsync(Path.Combine(
            MarketplaceApp.ContentRoot(), "..", "Modules", "Marketplace.Content", "assets", "editor", "commands.js"));
        var buttons = page.QuerySelectorAll("[data-command]");
        Assert.NotEmpty(buttons);
        Assert.All(buttons, x =>
        {
            Assert.NotEmpty(x.GetAttribute("aria-label")!);
            Assert.Contains($"\n  {x.GetAttribute("data-command")}: {{ key", script, StringComparison.Ordinal);
        });
        Assert.Equal(["snippet"], buttons.Where(x => x.HasAttribute("hidden")).Select(x => x.GetAttribute("data-command")));
        Assert.Equal("allow-same-origin", page.QuerySelector("iframe")!.GetAttribute("sandbox"));
    }

    private Task<IHtmlDocument> RenderAsync(BodyEditor editor) => _app.InTenantAsync("mycelium", async services =>
    {
        var http = new DefaultHttpContext { RequestServices = services };
        services.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var context = new ActionContext(http, new RouteData(), new PageActionDescriptor());
        context.RouteData.Routers.Add(new RouteCollection());
        var view = services.GetRequiredService<IRazorViewEngine>().GetView(
            null, "/Areas/Content/Pages/Admin/_BodyEditor.cshtml", isMainPage: false).View!;
        await using var html = new StringWriter();
        var model = new ViewDataDictionary<BodyEditor>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = editor };
        var data = new TempDataDictionary(http, services.GetRequiredService<ITempDataProvider>());
        await view.RenderAsync(new ViewContext(context, view, model, data, html, new HtmlHelperOptions()));
        return await new HtmlParser().ParseDocumentAsync(html.ToString());
    });

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, string method, string address)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST")
            request.Content = JsonContent.Create(new { });
        return visitor.Http.SendAsync(request);
    }
}
