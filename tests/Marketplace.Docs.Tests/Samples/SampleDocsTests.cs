using System.Net;
using AngleSharp.Dom;
using Marketplace.Content.Items;
using Marketplace.Content.Links;
using Marketplace.Docs.Kinds;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Tests.Samples;

/// <summary>The documentation that the sample tenants come with, as their readers get it.</summary>
public sealed class SampleDocsTests(SampleSite site)
{
    private static readonly string[] Categories = ["compute", "3nodes", "gateways", "applications", "services"];

    [Theory, InlineData("mycelium", ""), InlineData("fiatdashboard", "/fiatdashboard")]
    [Trait("Acceptance", "S0-70")]
    [Trait("Acceptance", "S0-78")]
    public async Task Every_page_answers_in_every_language_and_speaks_of_credits_only(string tenant, string prefix)
    {
        using var visitor = site.App.NewVisitor(prefix);
        foreach (var language in new[] { "en", "fr", "de" })
        {
            var pages = await site.App.InTenantAsync(
                tenant, async shell => await shell.GetRequiredService<IPublishedContent>().ListAsync(DocKinds.Doc, language, default));
            Assert.All(pages, x => Assert.Equal(language, x.Language));
            Assert.Empty(
                Categories.Concat(["getting_started", "credits", "core_concepts"]).Select(x => "/docs/" + x).Append("/docs")
                    .Except(pages.Select(x => x.Address), StringComparer.Ordinal));
            foreach (var page in pages)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, visitor.Http.BaseAddress + (prefix + page.Address)[1..]);
                request.Headers.AcceptLanguage.ParseAdd(language);
                var answer = await visitor.Http.SendAsync(request);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var html = await answer.Content.ReadAsStringAsync();
                Assert.DoesNotContain("TFP", html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("ThreeFold Points", html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("0.1 USD", html, StringComparison.Ordinal);
            }
        }
    }

    [Theory, InlineData("/docs/credits"), InlineData("/docs/credits.html")]
    [Trait("Acceptance", "S0-72")]
    public async Task The_page_about_credits_says_what_one_is_worth(string address)
    {
        var page = await site.ReadAsync(address);
        Assert.Equal("USD Credits", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Contains(page.QuerySelectorAll("p"), x => x.TextContent == "Credits maintain a 1:1 value with USD ($1 = 1 Credit)");
    }

    [Fact]
    [Trait("Acceptance", "S0-73")]
    public async Task Getting_started_leads_to_the_wallet()
    {
        var page = await site.ReadAsync("/docs/getting_started.html");
        Assert.Contains(page.QuerySelectorAll("h2"), x => Words(x) == "Step 2: Setup Your Wallet");
        Assert.Contains(page.QuerySelectorAll("p"), x => Words(x) == "You'll need to add USD credits to your wallet");
        Assert.Contains(page.QuerySelectorAll("li"), x => Words(x) == "Buy credits through the simple top-up interface");
    }

    [Fact]
    [Trait("Acceptance", "S0-74")]
    public async Task The_table_of_the_index_names_what_is_charged()
    {
        var cells = (await site.ReadAsync("/docs/index.html")).QuerySelectorAll("td").Select(Words).ToList();
        Assert.Contains("USD credits charged based on resource utilization", cells);
        Assert.Contains("USD credits charged based on hardware value", cells);
    }

    [Fact]
    [Trait("Acceptance", "S0-76")]
    public async Task The_page_about_credits_has_the_section_on_auto_top_up()
    {
        var section = Section(await site.ReadAsync("/docs/credits"), "Auto Top-Up");
        Assert.Equal("Automatically purchase credits when your balance falls below a threshold:", Words(section.QuerySelector("p")!));
        Assert.Equal(
            [
                "Set your preferred threshold (e.g., $10)", "Configure top-up amount (e.g., $25)", "Choose payment method",
                "Enable with a simple toggle",
            ],
            section.QuerySelectorAll("ul:first-of-type > li").Select(Words).Take(4));
    }

    [Theory, InlineData(""), InlineData("/fiatdashboard")]
    [Trait("Acceptance", "S0-77")]
    public async Task Each_category_has_the_section_on_instant_purchase(string prefix)
    {
        foreach (var category in Categories)
        {
            var section = Section(await site.ReadAsync($"/docs/{category}", prefix), "Instant Purchase");
            Assert.Equal("Skip the cart and buy instantly:", Words(section.QuerySelector("p")!));
            Assert.Equal(
                [
                    "Click \"Buy Now\" on any product", "Auto top-up triggers if balance is low", "Purchase completes immediately",
                    "Service deploys automatically",
                ],
                section.QuerySelectorAll("ol > li").Select(Words));
        }
    }

    [Theory, InlineData("mycelium"), InlineData("fiatdashboard"), InlineData("vault")]
    public async Task No_link_of_any_page_leads_nowhere(string tenant)
    {
        var (check, broken) = await site.App.InTenantAsync(tenant, shell => shell.GetRequiredService<CheckLinks>().ExecuteAsync(default));
        Assert.True(check.Links > 50, $"{check.Links} links in {check.Texts} texts were looked at.");
        Assert.Empty(broken.Select(x => $"{x.Address} ({x.Language}): {x.Target}: {x.Reason}"));
    }

    [Fact]
    public async Task Prices_are_those_of_the_shelf_and_every_live_block_shows_something()
    {
        var page = await site.ReadAsync("/pricing");
        Assert.Contains(page.QuerySelectorAll("td"), x => x.TextContent.Contains("$5.00", StringComparison.Ordinal));
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        foreach (var address in Categories.Select(x => "/docs/" + x).Concat(["/docs", "/docs/credits", "/docs/buying"]))
            Assert.Null((await editor.GetPageAsync(address)).QuerySelector("[data-test=missing]"));
    }

    private static string Words(IElement element) => element.TextContent.Trim();

    private static IElement Section(IParentNode page, string heading) =>
        Assert.Single(page.QuerySelectorAll("div.doc-section"), x => x.QuerySelector("h2") is { } h2 && Words(h2) == heading);
}
