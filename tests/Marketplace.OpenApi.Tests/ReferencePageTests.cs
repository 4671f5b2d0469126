using System.Net;

namespace Marketplace.OpenApi.Tests;

public sealed class ReferencePageTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("")]
    [InlineData("/fiatdashboard")]
    public async Task The_page_takes_everything_from_its_own_tenant_and_nothing_inline(string prefix)
    {
        using var visitor = site.App.NewVisitor(prefix);
        var page = await visitor.GetPageAsync("/openapi");
        Assert.Equal(prefix + "/openapi/v1.json", page.QuerySelector("[data-test=api-reference]")!.GetAttribute("data-source"));
        Assert.Empty(page.QuerySelectorAll("script:not([src]):not([type='application/json']), style, [style], [onclick]"));
        foreach (var address in page.QuerySelectorAll("script[src]").Select(x => x.GetAttribute("src")!).Concat(page.QuerySelectorAll("link[rel=stylesheet]").Select(x => x.GetAttribute("href")!)))
        {
            Assert.StartsWith(prefix + "/", address, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task Scripts_and_styles_may_be_kept_and_other_files_of_the_package_are_not_served()
    {
        using var visitor = site.App.NewVisitor();
        var script = await visitor.GetAsync("/openapi/assets/swagger-ui-bundle.js");
        Assert.Equal(("text/javascript", true), (script.Content.Headers.ContentType!.MediaType, script.Headers.CacheControl!.Public));
        Assert.Contains("SwaggerUIBundle", await script.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/openapi/assets/index.html")).StatusCode);
    }
}
