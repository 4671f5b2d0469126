using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Tests.Samples;

/// <summary>What search engines and other sites read of the sample tenants.</summary>
public sealed class SearchEngineTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Theory]
    [InlineData("", "/docs/credits"), InlineData("", "/"), InlineData("", "/pricing"), InlineData("", "/marketplace")]
    [InlineData("", "/marketplace/compute"), InlineData("", "/marketplace/service/nextcloud")]
    [InlineData("/fiatdashboard", "/docs/credits"), InlineData("/fiatdashboard", "/pricing")]
    public async Task A_page_has_a_picture_of_its_title_for_other_sites(string prefix, string address)
    {
        using var visitor = site.App.NewVisitor(prefix);
        var page = await visitor.GetPageAsync(address);
        var image = Content(page, "og:image");
        Assert.Equal(image, page.QuerySelector("meta[name='twitter:image']")!.GetAttribute("content"));
        Assert.Equal(image, Content(page, "og:image"));
        Assert.EndsWith(prefix + address.TrimEnd('/'), Content(page, "og:url").TrimEnd('/'), StringComparison.Ordinal);
        Assert.NotEqual("", Content(page, "og:description"));
        Assert.Contains(prefix + "/card.png?", image, StringComparison.Ordinal);

        var picture = await visitor.Http.GetAsync(new Uri(image).PathAndQuery);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        Assert.Contains("immutable", picture.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var bytes = await picture.Content.ReadAsByteArrayAsync();
        Assert.Equal((1200, 630), (Number(bytes, 16), Number(bytes, 20)));

        var old = await visitor.Http.GetAsync(new Uri(image).PathAndQuery + "0");
        Assert.Equal(TimeSpan.FromMinutes(5), old.Headers.CacheControl!.MaxAge);
    }

    [Theory, InlineData("?of=/docs/nothing&in=en&v=1"), InlineData(""), InlineData("?of=/marketplace/service/nothing&in=xx")]
    [InlineData("?of=%00%ff&in=%00"), InlineData("?of=/marketplace/nothing&in=" + "long-long-long-long-long")]
    public async Task Nobody_has_pictures_made_of_other_words(string query)
    {
        using var visitor = site.App.NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/card.png" + query)).StatusCode);
    }

    [Theory, InlineData(""), InlineData("/fiatdashboard")]
    public async Task A_product_is_data_with_its_price_in_dollars(string prefix)
    {
        using var visitor = site.App.NewVisitor(prefix);
        var link = (await visitor.GetPageAsync("/marketplace/compute")).QuerySelector("[data-test=product-card] h2 a")!;
        var page = await visitor.GetPageAsync(link.GetAttribute("href")![prefix.Length..]);
        var script = Assert.Single(page.QuerySelectorAll("script:not([src])"));
        Assert.Equal("application/ld+json", script.GetAttribute("type"));
        Assert.DoesNotContain("<", script.TextContent, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(script.TextContent);
        var graph = json.RootElement.GetProperty("@graph");
        var offer = graph[0].GetProperty("offers");
        Assert.Equal(("Product", link.TextContent), (Text(graph[0], "@type"), Text(graph[0], "name")));
        Assert.Matches(@"^\d+\.\d\d$", Text(offer, "price"));
        Assert.Equal("$" + Text(offer, "price"), page.QuerySelector("[data-test=summary] [data-test=price]")!.TextContent);
        Assert.Equal(("USD", "https://schema.org/InStock"), (Text(offer, "priceCurrency"), Text(offer, "availability")));
        var crumbs = graph[1].GetProperty("itemListElement");
        Assert.Equal(("BreadcrumbList", 3), (Text(graph[1], "@type"), crumbs.GetArrayLength()));
        Assert.Equal(Content(page, "og:url"), Text(crumbs[2], "item"));
    }

    [Theory, InlineData(""), InlineData("/fiatdashboard")]
    public async Task The_prices_are_in_the_footer_and_everything_is_in_the_sitemap(string prefix)
    {
        using var visitor = site.App.NewVisitor(prefix);
        var home = await visitor.GetPageAsync("/");
        Assert.NotNull(home.QuerySelector($".footer-links a[href='{prefix}/pricing']"));
        var index = await (await visitor.GetAsync("/sitemap.xml")).Content.ReadAsStringAsync();
        Assert.Contains(prefix + "/sitemap-products-1.xml</loc><lastmod>", index, StringComparison.Ordinal);
        var products = await (await visitor.GetAsync("/sitemap-products-1.xml")).Content.ReadAsStringAsync();
        Assert.Contains(prefix + "/marketplace/compute</loc><lastmod>", products, StringComparison.Ordinal);
        Assert.Contains(prefix + "/marketplace/service/", products, StringComparison.Ordinal);
        var texts = await (await visitor.GetAsync("/sitemap-content-1.xml")).Content.ReadAsStringAsync();
        foreach (var address in new[] { "/", "/pricing", "/docs", "/docs/credits" })
            Assert.Contains(prefix + address + "</loc>", texts, StringComparison.Ordinal);
        Assert.Contains(
            prefix + "/sitemap.xml", await (await visitor.GetAsync("/robots.txt")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_sees_the_catalogue_and_changes_nothing_in_it()
    {
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var list = await editor.GetPageAsync("/admin/catalog?q=nextcloud");
        var link = list.QuerySelector("[data-product=nextcloud] a")!.GetAttribute("href")!;
        Assert.Equal("/admin/catalog/nextcloud/blocks", link);
        var product = await editor.GetPageAsync(link);
        Assert.Contains(product.QuerySelectorAll("[data-test=blocks] code"), x => x.TextContent == "{{price product=\"nextcloud\"}}");
        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync("/admin/catalog/nextcloud")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync("/admin/catalog/nothing/blocks")).StatusCode);
        Assert.NotNull((await editor.GetPageAsync("/admin/catalog?q=zzzz")).QuerySelector(".empty-state"));
    }

    [Fact]
    [Trait("Acceptance", "S0-78")]
    public async Task What_an_editor_should_mend_is_said_at_saving_and_listed()
    {
        var id = await WriteAsync(
            "page", "/warned", "Paid with TFP", "Old TFP: {{price product=\"gone\"}} and {{price product=\"nextcloud\"}}.");
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var warnings = (await editor.GetPageAsync("/admin/content/items/" + id)).QuerySelector("[data-test=warnings]")!.TextContent;
        Assert.Contains("There is no product gone.", warnings, StringComparison.Ordinal);
        Assert.Contains("This site does not say “TFP”; it says “USD credits”.", warnings, StringComparison.Ordinal);
        Assert.Contains(
            (await editor.GetPageAsync("/admin/content/links")).QuerySelectorAll("[data-test=missing-block]"),
            x => x.TextContent.Contains("/warned", StringComparison.Ordinal)
                && x.TextContent.Contains("There is no product gone.", StringComparison.Ordinal));
        Assert.Contains(
            "Paid with TFP", (await editor.GetPageAsync("/admin/content/overview")).QuerySelector("[data-piece=blocks]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains(
            "Paid with TFP", (await editor.GetPageAsync("/admin/content/wording")).Body!.TextContent, StringComparison.Ordinal);
        using var visitor = site.App.NewVisitor();
        var read = (await visitor.GetPageAsync("/warned")).QuerySelector("[data-test=reader]")!;
        Assert.DoesNotContain("gone", read.TextContent, StringComparison.Ordinal);
        Assert.Contains("/month", read.TextContent, StringComparison.Ordinal);
        await site.App.InTenantAsync("mycelium", x => x.GetRequiredService<Trash>().ExecuteAsync(id, "usr_ann", default));
    }

    [Fact]
    public async Task A_changed_snippet_is_on_the_pages_that_were_kept()
    {
        await WriteAsync("snippet", "opening", "Opening", "We open at 9.");
        await WriteAsync("page", "/kept", "Kept", "{{snippet name=\"opening\"}}");
        using var visitor = site.App.NewVisitor();
        Assert.Contains("We open at 9.", await ReadAsync(), StringComparison.Ordinal);
        await WriteAsync("snippet", "opening", "Opening", "We open at 10.\n\n{{snippet name=\"opening\"}}");
        Assert.Contains("We open at 10.", await ReadAsync(), StringComparison.Ordinal);

        async Task<string> ReadAsync() => (await visitor.GetPageAsync("/kept")).QuerySelector("[data-test=reader]")!.TextContent;
    }

    private Task<string> WriteAsync(string kind, string address, string title, string body) =>
        site.App.InTenantAsync("mycelium", async services => Assert.IsType<WriteResult.Written>(
            await services.GetRequiredService<ContentWriter>().WriteAsync(
                new ContentToWrite(kind, address, "en", title, body) { By = Acting.Recipe, Publish = true }, default)).ItemId);

    private static string Content(IParentNode page, string property) =>
        page.QuerySelector($"meta[property='{property}']")!.GetAttribute("content")!;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(byte[] png, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at, 4));
}
