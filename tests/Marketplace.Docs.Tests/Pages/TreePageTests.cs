using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Pages;

public sealed class TreePageTests(DocsHost host)
{
    private const string Path = "/admin/docs/tree";

    [Fact]
    public async Task An_editor_arranges_pages_by_buttons_and_is_told_when_somebody_else_did()
    {
        var app = await host.GetAsync();
        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var page = await editor.GetPageAsync(Path);
        Assert.Equal(["a", "b", "b1"], Order(page));
        Assert.Equal(["Draft"], page.QuerySelectorAll("[data-test=tree] .status").Select(x => x.TextContent.Trim()));
        var up = (IHtmlButtonElement)page.QuerySelector("[data-group=a] button[value=up]")!;
        Assert.True(up.IsDisabled);
        Assert.Equal("Move “Page <a>” up", up.GetAttribute("aria-label"));

        await SendAsync(editor, page, "a", "down");
        var moved = await editor.GetPageAsync(Path);
        Assert.Equal(["b", "b1", "a"], Order(moved));
        Assert.NotNull(moved.QuerySelector("[data-group=a][data-moved]"));

        await SendAsync(editor, page, "a", "up");
        var refused = await editor.GetPageAsync(Path);
        Assert.Equal(["b", "b1", "a"], Order(refused));
        Assert.Contains("Somebody else changed the order", refused.Body!.TextContent, StringComparison.Ordinal);

        // What dragging sends.
        await editor.SubmitAsync(refused, Path, new Dictionary<string, string>(StringComparer.Ordinal)
        { ["group"] = "a", ["parent"] = "b", ["place"] = "0" });
        var dragged = await editor.GetPageAsync(Path);
        Assert.Equal(["b", "a", "b1"], Order(dragged));
        await SendAsync(editor, dragged, "a", "nowhere");
        Assert.Equal(["b", "a", "b1"], Order(await editor.GetPageAsync(Path)));
    }

    private static Task SendAsync(Visitor visitor, IHtmlDocument page, string group, string way)
    {
        var form = (IHtmlFormElement)page.QuerySelector($"[data-group={group}] form")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input").ToDictionary(x => x.Name!, x => x.Value, StringComparer.Ordinal);
        fields["way"] = way;
        return visitor.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
    }

    private static IEnumerable<string?> Order(IHtmlDocument page) =>
        page.QuerySelectorAll("[data-test=tree] > li").Select(x => x.GetAttribute("data-group"));
}
