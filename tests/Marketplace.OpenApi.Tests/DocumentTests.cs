using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Tests;

public sealed partial class DocumentTests(Site site) : IClassFixture<Site>
{
    /// <summary>What scripts of our own pages ask for and nobody else: it changes with them.</summary>
    private static readonly string[] OfOwnPages =
    [
        "GET /api/blocks/balance", "GET /api/content/blocks", "GET /api/content/links", "GET /api/content/media",
        "POST /api/content/blocks/views", "POST /api/content/items/{id}/presence", "POST /api/content/media",
        "POST /api/content/media/{id}/alternative-text", "POST /api/content/preview", "POST /api/docs/feedback",
        "POST /api/docs/feedback/{id}/comment", "PUT /api/content/items/{id}/draft",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("/fiatdashboard")]
    public async Task It_is_valid(string prefix)
    {
        var read = OpenApiDocument.Parse(await site.ReadTextAsync(prefix), "json");
        Assert.Empty(read.Diagnostic!.Errors.Select(x => x.ToString()));
        Assert.Empty(read.Diagnostic.Warnings.Select(x => x.ToString()));
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(x => x.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Theory]
    [InlineData("mycelium", "")]
    [InlineData("fiatdashboard", "/fiatdashboard")]
    public async Task It_lists_every_route_of_the_api_and_no_other(string tenant, string prefix)
    {
        var mapped = await site.App.InTenantAsync(tenant, services => Task.FromResult(
            services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(x => x.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
                .SelectMany(
                    x => x.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(
                        method => method + " /" + Constraints().Replace(x.RoutePattern.RawText!.Trim('/'), "")))
                .Order(StringComparer.Ordinal).ToList()));
        Assert.True(mapped.Count > 10);

        Assert.Equal([], OfOwnPages.Except(mapped, StringComparer.Ordinal));
        Assert.Equal(
            mapped.Except(OfOwnPages, StringComparer.Ordinal),
            Operations(await site.ReadAsync(prefix)).Select(x => $"{x.Method.ToUpperInvariant()} {x.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_a_tag_and_problem_details()
    {
        foreach (var (method, path, operation) in Operations(await site.ReadAsync()))
        {
            var name = $"{method} {path}";
            Assert.True(operation.TryGetProperty("operationId", out _), name);
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString()!.Length > 5, name);
            Assert.True(operation.GetProperty("tags").GetArrayLength() == 1, name);
            var responses = operation.GetProperty("responses");
            Assert.Equal(
                "#/components/schemas/ProblemDetails",
                responses.GetProperty("default").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema")
                    .GetProperty("$ref").GetString());
            Assert.True(responses.EnumerateObject().Any(x => x.Name.StartsWith('2')), name);
        }
    }

    [Fact]
    public async Task Who_may_call_and_how_often_follows_from_the_endpoint()
    {
        var operations = Operations(await site.ReadAsync()).ToDictionary(x => $"{x.Method} {x.Path}", x => x.Operation);
        var transfer = operations["post /api/wallet/transfer"];
        Assert.Equal(
            "[{\"session\":[]}]",
            transfer.GetProperty("security").GetRawText().Replace(" ", "", StringComparison.Ordinal)
                .Replace("\n", "", StringComparison.Ordinal));
        foreach (var status in new[] { "200", "400", "401", "402", "404", "409", "422", "429" })
            Assert.True(transfer.GetProperty("responses").TryGetProperty(status, out _), status);
        Assert.Contains(
            transfer.GetProperty("parameters").EnumerateArray(), x => x.GetProperty("name").GetString() == "Idempotency-Key"
                && x.GetProperty("in").GetString() == "header" && x.GetProperty("required").GetBoolean());
        Assert.False(operations["get /api/wallet/info"].GetProperty("responses").TryGetProperty("429", out _));
        var anonymous = operations.First(x => x.Key.Contains("stripe", StringComparison.OrdinalIgnoreCase)).Value;
        Assert.False(anonymous.TryGetProperty("security", out _));
        Assert.False(anonymous.GetProperty("responses").TryGetProperty("401", out _));
    }

    [Theory]
    [InlineData("", "Mycelium", "/")]
    [InlineData("/fiatdashboard", "ThreeFold Cloud", "/fiatdashboard")]
    public async Task It_says_whose_it_is_and_where(string prefix, string name, string server)
    {
        var document = await site.ReadAsync(prefix);
        Assert.Contains(name, document.GetProperty("info").GetProperty("title").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(server, document.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Equal(
            "cookie",
            document.GetProperty("components").GetProperty("securitySchemes").GetProperty("session").GetProperty("in").GetString());
    }

    [Fact]
    public async Task It_is_kept_by_its_tag()
    {
        using var visitor = site.App.NewVisitor();
        var first = await visitor.GetAsync("/openapi/v1.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await visitor.Http.SendAsync(request)).StatusCode);
    }

    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name, path.Name, operation.Value);

    /// <summary>{id:int} is {id} in the description.</summary>
    [GeneratedRegex(":[a-z]+(?=\\})", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Constraints();
}
