using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Content.Announcements;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Tests.Serving;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Announcements;

/// <summary>What readers of the sample site are told, over HTTP.</summary>
public sealed class AnnouncementSiteTests(SiteTests.Site site) : IClassFixture<SiteTests.Site>
{
    private const string Shop = "mycelium";
    private const string Change = "/announcements/usd-credits";

    [Theory]
    [InlineData("en", "From points to USD credits", "50 points are $5.00")]
    [InlineData("fr", "Des points aux crédits USD", "50 points font $5.00")]
    [InlineData("de", "Aus Punkten werden USD-Credits", "50 Punkte sind $5.00")]
    [Trait("Acceptance", "S0-69")]
    public async Task Every_page_tells_of_the_change_from_points_to_credits(string language, string title, string sum)
    {
        using var visitor = site.App.NewVisitor();
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        foreach (var address in new[] { "/", "/marketplace", "/docs", "/pricing", "/account/login" })
        {
            var link = Banner(await visitor.GetPageAsync(address), Change)?.QuerySelector("[data-test=banner-link]");
            Assert.Equal((title, Change), (link?.TextContent, link?.GetAttribute("href")));
        }

        var page = await visitor.GetPageAsync(Change);
        Assert.Equal(title, page.QuerySelector("[data-test=reader] h1")?.TextContent);
        Assert.Contains(sum, page.QuerySelector(".article")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".article a[href='/docs/credits']"));
        Assert.Null(Banner(page, Change));
        Assert.Contains(title, await ListedAsync(visitor));
        Assert.DoesNotContain("TFP", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Acceptance", "S0-69")]
    public async Task A_customer_is_told_in_the_dashboard_and_hides_it_with_one_form()
    {
        using var customer = site.App.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        var page = await customer.GetPageAsync("/dashboard");
        var key = Banner(page, Change)!.QuerySelector("input[name=banner]")!.GetAttribute("value")!;
        var answer = await customer.SubmitAsync(page, "/dashboard", Fields(("banner", key)), "/announcements/hide");
        Assert.Equal((HttpStatusCode.Redirect, "/dashboard"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Null(Banner(await customer.GetPageAsync("/dashboard"), Change));
        Assert.Null(Banner(await customer.GetPageAsync("/docs"), Change));
    }

    [Fact]
    public async Task A_visitor_without_script_hides_it_for_himself_alone_and_the_next_one_shows_at_once()
    {
        using var visitor = site.App.NewVisitor();
        using var other = site.App.NewVisitor();
        var page = await visitor.GetPageAsync("/pricing");
        Assert.Empty(Banner(page, Change)!.QuerySelectorAll("form"));
        var hide = Banner(page, Change)!.QuerySelector("[data-test=hide-banner]")!.GetAttribute("href")!;
        var answer = await visitor.SubmitAsync(hide, Fields(("returnUrl", "/pricing")));
        Assert.Equal("/pricing", answer.Headers.Location?.OriginalString);
        var kept = await visitor.GetAsync("/pricing");
        Assert.NotNull(kept.Headers.ETag);
        Assert.Null(Banner(await Visitor.ReadPageAsync(kept), Change));
        Assert.NotNull(Banner(await other.GetPageAsync("/pricing"), Change));

        await WriteAsync("/announcements/now", "Maintenance tonight", ("banner", "yes"), ("banner-warning", "yes"));
        foreach (var reader in new[] { visitor, other })
            Assert.Contains("banner-warning", Banner(await reader.GetPageAsync("/pricing"), "/announcements/now")!.ClassName,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hiding_leads_to_no_other_site_and_remembers_only_what_is_announced()
    {
        using var visitor = site.App.NewVisitor();
        const string hide = "/announcements/hide?banner=cgr_nothing&returnUrl=https%3A%2F%2Felsewhere.example";
        var answer = await visitor.SubmitAsync(hide, Fields(("returnUrl", "//elsewhere.example")));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Empty(visitor.Cookies.GetAllCookies().Where(x => x.Name == "mp_hidden"));
        using var bare = new FormUrlEncodedContent([new("banner", "cgr_nothing")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Http.PostAsync("/announcements/hide", bare)).StatusCode);
    }

    [Fact]
    public async Task Feed_readers_find_the_feed_and_read_it()
    {
        await WriteAsync("/announcements/odd", "Odd <&> signs", "Text with \u0001 and 🚀");
        using var visitor = site.App.NewVisitor();
        foreach (var address in new[] { "/", "/announcements", Change })
        {
            Assert.Equal(
                "/announcements/feed.xml?lang=en",
                (await visitor.GetPageAsync(address)).QuerySelector("link[type='application/rss+xml']")?.GetAttribute("href"));
        }

        var answer = await visitor.GetAsync("/announcements/feed.xml?lang=de");
        Assert.Equal("application/rss+xml", answer.Content.Headers.ContentType?.MediaType);
        var channel = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Element("channel")!;
        Assert.Equal("de", channel.Element("language")?.Value);
        var items = channel.Elements("item").ToList();
        Assert.Contains(items, x => x.Element("title")?.Value == "Aus Punkten werden USD-Credits"
            && x.Element("link")!.Value.EndsWith(Change, StringComparison.Ordinal));
        var odd = items.Single(x => x.Element("title")?.Value == "Odd <&> signs");
        Assert.Equal("Text with  and 🚀", odd.Element("description")?.Value);
    }

    [Fact]
    public async Task The_list_has_pages_and_takes_whatever_is_asked_for()
    {
        for (var i = 0; i < 11; i++)
            await WriteAsync($"/announcements/many-{i}", $"Many {i}");
        using var visitor = site.App.NewVisitor();
        var first = await visitor.GetPageAsync("/announcements");
        Assert.Equal(10, first.QuerySelectorAll("[data-test=announcement]").Length);
        Assert.NotEmpty(
            (await visitor.GetPageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!))
            .QuerySelectorAll("[data-test=announcement]"));
        foreach (var page in new[] { "x", "-1", "99999999999", "2000" })
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/announcements?p=" + page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/announcements/nothing")).StatusCode);
    }

    [Fact]
    public async Task An_editor_writes_one_as_any_other_text()
    {
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var created = await editor.SubmitAsync(
            "/admin/content/new", Fields(("Input.Title", "New machines"), ("Input.Kind", AnnouncementKind.Name)));
        var path = created.Headers.Location!.OriginalString;
        var page = await editor.GetPageAsync(path);
        Assert.Equal("/announcements/new-machines", page.QuerySelector("[data-test=address]")?.GetAttribute("value"));
        Assert.Equal("datetime-local", page.QuerySelector("[data-test=field-banner-until]")?.GetAttribute("type"));
        var refused = await Visitor.ReadPageAsync(await editor.SubmitAsync(
            page, path,
            Fields(("Input.Fields[banner-from]", "2026-12-02T10:00"), ("Input.Fields[banner-until]", "2026-12-01T10:00"))));
        Assert.Contains("Choose a later time than in “Banner from”.", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-12-01T10:00", refused.QuerySelector("[data-test=field-banner-until]")?.GetAttribute("value"));
    }

    /// <summary>The titles on all pages of the list.</summary>
    private static async Task<List<string>> ListedAsync(Visitor visitor)
    {
        var titles = new List<string>();
        for (var at = "/announcements"; at is not null;)
        {
            var page = await visitor.GetPageAsync(at);
            titles.AddRange(page.QuerySelectorAll("[data-test=announcement] h2").Select(x => x.TextContent.Trim()));
            at = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        return titles;
    }

    private static IElement? Banner(IHtmlDocument page, string address) =>
        page.QuerySelectorAll("[data-test=banner]").FirstOrDefault(x => x.QuerySelector($"a[href='{address}']") is not null);

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);

    private Task WriteAsync(string address, string title, params (string Name, string Value)[] fields) =>
        WriteAsync(address, title, "What it is about.", fields);

    private Task WriteAsync(string address, string title, string description, params (string Name, string Value)[] fields) =>
        site.App.InTenantAsync(Shop, async services => Assert.IsType<WriteResult.Written>(
            await services.GetRequiredService<ContentWriter>().WriteAsync(
                new ContentToWrite(AnnouncementKind.Name, address, "en", title, "Text")
                { By = Acting.Recipe, Publish = true, Description = description, Fields = Fields(fields) },
                default)));
}
