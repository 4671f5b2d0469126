using System.Net;
using Marketplace.Testing;

namespace Marketplace.OpenApi.Tests;

public sealed class ReferencePageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_reference_says_what_the_document_says()
    {
        var document = await site.ReadAsync();
        using var visitor = site.App.NewVisitor();
        var page = await visitor.GetPageAsync("/openapi");

        var operations = page.QuerySelectorAll("[data-test=api-operation]")
            .Select(x => x.QuerySelector(".api-method")!.TextContent.ToLowerInvariant() + x.QuerySelector(".api-path")!.TextContent);
        Assert.Equal(
            document.GetProperty("paths").EnumerateObject().SelectMany(x => x.Value.EnumerateObject().Select(y => y.Name + x.Name))
                .Order(StringComparer.Ordinal),
            operations.Order(StringComparer.Ordinal));
        var transfer = page.GetElementById("TransferCredits")!;
        Assert.Contains("header, required", transfer.TextContent, StringComparison.Ordinal);
        Assert.Contains("Needs a signed-in user.", transfer.TextContent, StringComparison.Ordinal);
        Assert.NotNull(transfer.QuerySelector("a[href='#shape-TransferBody']"));
        // Every link to a shape leads to one.
        Assert.All(page.QuerySelectorAll("a[href^='#shape-']"), x => Assert.NotNull(page.GetElementById(x.GetAttribute("href")![1..])));
        var balance = page.GetElementById("shape-WalletInfo")!.QuerySelectorAll("tbody tr")
            .Select(x => string.Join(' ', x.QuerySelectorAll("td").Take(2).Select(y => y.TextContent.Trim())));
        Assert.Equal(
            ["balance CreditAmount", "currency text", "auto_topup_enabled true or false", "auto_topup_threshold CreditAmount"], balance);
        Assert.Contains("number", page.GetElementById("shape-CreditAmount")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/openapi", "")]
    [InlineData("/openapi", "/fiatdashboard")]
    [InlineData("/openapi/try", "")]
    [InlineData("/openapi/try", "/fiatdashboard")]
    public async Task Pages_take_everything_from_their_own_tenant_and_nothing_inline(string path, string prefix)
    {
        using var visitor = site.App.NewVisitor(prefix);
        var page = await visitor.GetPageAsync(path);
        Assert.Empty(page.QuerySelectorAll("script:not([src]):not([type='application/json']), style, [style], [onclick]"));
        foreach (var address in page.QuerySelectorAll("script[src]").Select(x => x.GetAttribute("src")!)
                     .Concat(page.QuerySelectorAll("link[rel=stylesheet]").Select(x => x.GetAttribute("href")!))
                     .Concat(page.QuerySelectorAll("[data-source]").Select(x => x.GetAttribute("data-source")!))
                     .Concat(page.QuerySelectorAll("main a:not([href^='#'])").Select(x => x.GetAttribute("href")!)))
        {
            Assert.StartsWith(prefix + "/", address, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task Scripts_and_styles_may_be_kept_and_other_files_of_the_package_are_not_served()
    {
        using var visitor = site.App.NewVisitor();
        var plain = await visitor.GetAsync("/openapi/assets/swagger-ui-bundle.js");
        Assert.Equal(("text/javascript", true), (plain.Content.Headers.ContentType!.MediaType, plain.Headers.CacheControl!.Public));
        Assert.Contains("SwaggerUIBundle", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/assets/swagger-ui-bundle.js");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        Assert.Equal(["gzip"], (await visitor.Http.SendAsync(request)).Content.Headers.ContentEncoding);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/openapi/assets/index.html")).StatusCode);
    }
}
