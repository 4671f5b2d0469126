using System.Text.Encodings.Web;
using Marketplace.Content.Items;
using Marketplace.Docs.Tests.Site;
using Marketplace.Docs.Tree;
using static Marketplace.Docs.Tests.Site.TestPages;

namespace Marketplace.Docs.Tests.Tree;

public sealed class SidebarTests
{
    private static readonly PublishedItem[] Pages =
    [
        Page("/docs", "Overview", ""),
        Page("/docs/credits", "All about USD Credits", "", icon: "bi-currency-dollar", sidebar: "USD Credits"),
        Page("/docs/buying", "Buying <fast>", "", parent: "/docs/credits", icon: "no-such-icon"),
        Page("/docs/refunds", "Refunds", "", parent: "/docs/credits"),
        Page("/docs/api", "API", ""),
    ];

    [Theory, InlineData(""), InlineData("/fiatdashboard")]
    [Trait("Acceptance", "S0-75")]
    public void An_entry_is_written_as_the_documents_say(string prefix) =>
        Assert.Contains(
            $"<a class=\"nav-link\" href=\"{prefix}/docs/credits\">\n<i class=\"bi bi-currency-dollar me-1\"></i>\nUSD Credits\n</a>",
            Write(prefix, current: null), StringComparison.Ordinal);

    [Fact]
    public void The_current_page_is_marked_and_the_branches_above_it_are_open()
    {
        var html = Write("", "/docs/buying");
        Assert.Contains("href=\"/docs/buying\" aria-current=\"page\">\nBuying &lt;fast&gt;\n", html, StringComparison.Ordinal);
        Assert.Contains(
            "<details class=\"docs-branch\" open><summary aria-label=\"Below USD Credits\"></summary>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-icon", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_turned_in_reading_order()
    {
        var tree = await TreeAsync();
        var credits = tree.FindGroup("cgr_/docs/credits")!;
        Assert.Equal("/docs", tree.Previous(credits)!.Address);
        Assert.Equal("/docs/buying", tree.Next(credits)!.Address);
        Assert.Equal("/docs/api", tree.Next(tree.FindGroup("cgr_/docs/refunds")!)!.Address);
        Assert.Null(tree.Previous(tree.Home!));
        Assert.Equal(["/docs/credits"], tree.FindGroup("cgr_/docs/refunds")!.Ancestors.Select(x => x.Address));
    }

    [Fact]
    public void A_large_tree_shows_the_branches_on_the_way_alone()
    {
        var many = Enumerable.Range(0, 200).SelectMany(x => new[]
        {
            Page($"/docs/{x}", $"Page {x}", "").Entry, Page($"/docs/{x}/below", $"Below {x}", "", parent: $"/docs/{x}").Entry,
        });
        var tree = new DocTree("en", "en", many);
        var html = new Sidebar("", HtmlEncoder.Default, x => x).Write(tree, tree.FindGroup("cgr_/docs/7")).ToString()!;
        Assert.Contains("/docs/7/below\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/docs/8/below\"", html, StringComparison.Ordinal);
        Assert.Contains("/docs/8\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Icons_are_drawn_from_their_names_and_nothing_else_gets_into_the_style_sheet()
    {
        var css = IconSheet.Write(["currency-dollar", "bi-book", "x}body{display:none", "currency-dollar"]);
        Assert.Equal(2, css.Split("--icon", StringSplitOptions.None).Length - 1);
        Assert.StartsWith("i.bi-currency-dollar{--icon:url(\"data:image/svg+xml,%3Csvg", css, StringComparison.Ordinal);
        Assert.DoesNotContain("display", css, StringComparison.Ordinal);
    }

    private static string Write(string prefix, string? current)
    {
        var tree = TreeAsync().Result;
        var node = current is null ? null : tree.FindGroup("cgr_" + current);
        return new Sidebar(prefix, HtmlEncoder.Default, x => "Below " + x).Write(tree, node).ToString()!;
    }

    private static async Task<DocTree> TreeAsync() =>
        new("en", "en", await new TestContent(Pages).ListAsync("doc", "en", default));
}
