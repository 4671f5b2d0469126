using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Pages;

public sealed class ReaderTests(DocsHost host)
{
    [Theory]
    [InlineData("/docs", "Documentation")]
    [InlineData("/docs/index.html", "Documentation")]
    [InlineData("/docs/credits", "USD Credits")]
    [InlineData("/docs/credits.html", "USD Credits")]
    [InlineData("/docs/credits/", "USD Credits")]
    [InlineData("/docs/buying", "Buying")]
    [Trait("Acceptance", "S0-70")]
    public async Task A_page_answers_at_its_addresses_with_one_title(string address, string title)
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        var answer = await visitor.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Visitor.ReadPageAsync(answer);
        Assert.Equal(title, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        var canonical = page.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!;
        Assert.EndsWith(
            address.Replace(".html", "", StringComparison.Ordinal).Replace("/index", "", StringComparison.Ordinal).TrimEnd('/'),
            canonical, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("/fiatdashboard")]
    [Trait("Acceptance", "S0-75")]
    public async Task The_sidebar_stands_on_every_page_and_alone(string prefix)
    {
        using var visitor = (await host.GetAsync()).NewVisitor(prefix);
        var entry =
            $"<a class=\"nav-link\" href=\"{prefix}/docs/credits\">\n<i class=\"bi bi-currency-dollar me-1\"></i>\nUSD Credits\n</a>";
        foreach (var address in new[] { "/docs", "/docs/layout.html", "/docs/search" })
        {
            var html = await (await visitor.GetAsync(address)).Content.ReadAsStringAsync();
            Assert.Contains(entry, html, StringComparison.Ordinal);
            var sheet = (await Visitor.ReadPageAsync(await visitor.GetAsync(address))).QuerySelector("link[href*='icons.css']")!;
            var css = await (await visitor.Http.GetAsync(sheet.GetAttribute("href"))).Content.ReadAsStringAsync();
            Assert.Contains("i.bi-currency-dollar{", css, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_says_where_it_stands_and_leads_on()
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        var page = await visitor.GetPageAsync("/docs/buying");
        Assert.Equal(["/docs", "/docs/credits"], page.QuerySelectorAll(".docs-crumbs a").Select(x => x.GetAttribute("href")));
        Assert.Equal("/docs/credits", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/docs/buying", page.QuerySelector(".docs-tree [aria-current=page]")!.GetAttribute("href"));

        var credits = await visitor.GetPageAsync("/docs/credits");
        Assert.Equal(["#auto", "#more"], credits.QuerySelectorAll("[data-contents] a").Select(x => x.GetAttribute("href")));
        Assert.Equal("Auto Top-Up", credits.QuerySelector(".doc-section h2")!.TextContent);
        Assert.Contains("Last updated on 14 March 2026", credits.QuerySelector("[data-test=updated]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("/docs/guthaben", credits.QuerySelector(".docs-language[hreflang=de]")!.GetAttribute("href"));
        Assert.EndsWith("/docs/guthaben", credits.QuerySelector("link[hreflang=de]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_a_translation_shows_that_translation()
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        var page = await visitor.GetPageAsync("/docs/guthaben");
        var article = page.QuerySelector("[data-test=article]")!;
        Assert.Equal("de", article.GetAttribute("lang"));
        Assert.Contains("Auf Deutsch.", article.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-test=untranslated]"));
    }

    [Theory, InlineData("/docs/tfp", "/docs/credits")]
    [InlineData("/docs/tfp.html", "/docs/credits"), InlineData("/docs/tfp.md", "/docs/credits.md")]
    [Trait("Acceptance", "S0-71")]
    public async Task The_page_of_the_points_leads_to_the_credits(string address, string target)
    {
        var app = await host.GetAsync();
        foreach (var prefix in new[] { "", "/fiatdashboard" })
        {
            using var visitor = app.NewVisitor(prefix);
            var answer = await visitor.GetAsync(address);
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal(prefix + target, answer.Headers.Location!.ToString());
        }
    }

    [Theory, InlineData("/docs/nothing"), InlineData("/docs/nothing.md"), InlineData("/docs/credits/below")]
    [InlineData("/docs/feedback?doc=no&helpful=yes")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Every_page_answers_as_Markdown_and_the_list_of_all_leads_there()
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        var answer = await visitor.GetAsync("/docs/credits.md");
        Assert.Equal("text/markdown", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("---\ntitle: \"USD Credits\"\n", text, StringComparison.Ordinal);
        Assert.EndsWith("Below a threshold, $5.00.", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/docs/index.md")).StatusCode);

        var list = await (await visitor.GetAsync("/llms.txt")).Content.ReadAsStringAsync();
        Assert.StartsWith("# ", list, StringComparison.Ordinal);
        Assert.Contains("/docs/credits.md): What a <credit> is\n  - [Buying](", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_and_the_list_of_all_are_kept_with_what_they_say_of_themselves()
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        foreach (var address in new[] { "/docs/credits.md", "/llms.txt", "/docs/credits", "/docs/credits.html" })
        {
            var first = await visitor.GetAsync(address);
            var second = await visitor.GetAsync(address + "?from=mail");
            Assert.NotNull(first.Headers.ETag);
            Assert.Equal(first.Headers.ETag, second.Headers.ETag);
            Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
            Assert.Equal(address.EndsWith(".md", StringComparison.Ordinal), second.Headers.Contains("Link"));
            Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task What_search_engines_read_is_data_that_the_policy_allows()
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        var answer = await visitor.GetAsync("/docs/buying");
        var page = await Visitor.ReadPageAsync(answer);
        var script = Assert.Single(page.QuerySelectorAll("script:not([src])"));
        Assert.Equal("application/ld+json", script.GetAttribute("type"));
        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(script.TextContent);
        var graph = json.RootElement.GetProperty("@graph");
        Assert.Equal("TechArticle", graph[0].GetProperty("@type").GetString());
        Assert.Equal(
            ["USD Credits", "Buying"],
            graph[1].GetProperty("itemListElement").EnumerateArray().Select(x => x.GetProperty("name").GetString()));
        Assert.DoesNotContain(
            "<", (await visitor.GetPageAsync("/docs/credits")).QuerySelector("script[type$=json]")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_answers_people_with_a_page_and_scripts_with_data()
    {
        using var visitor = (await host.GetAsync()).NewVisitor();
        var page = await visitor.GetPageAsync("/docs/search?q=treshold");
        Assert.Contains("threshold", page.QuerySelector("[data-test=corrected]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/docs/credits#auto", page.QuerySelector("[data-test=results] a")!.GetAttribute("href"));
        Assert.Equal("threshold", page.QuerySelector("[data-test=results] mark")!.TextContent);
        Assert.NotNull((await visitor.GetPageAsync("/docs/search?q=%22%3Cscript%3E%20xyzzyq")).QuerySelector(".empty-state"));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/search?q=credits+main");
        request.Headers.Accept.ParseAdd("application/json");
        using var client = new HttpClient { BaseAddress = (await host.GetAsync()).Address };
        using var json = JsonDocument.Parse(await (await client.SendAsync(request)).Content.ReadAsStringAsync());
        var first = json.RootElement.GetProperty("results")[0];
        Assert.Equal("/docs/credits", first.GetProperty("address").GetString());
        Assert.Contains(
            first.GetProperty("excerpt").EnumerateArray(),
            x => x.GetProperty("hit").GetBoolean() && x.GetProperty("text").GetString() == "maintain");
    }
}
