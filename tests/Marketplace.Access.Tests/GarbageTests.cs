using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests;

/// <summary>
/// Every handler of every page and every endpoint, sent everything that no form of ours sends, by the administrator, whom nothing keeps
/// out: whatever it answers, it does not break. What a module adds tomorrow is tried too.
/// </summary>
public sealed class GarbageTests(House house) : IClassFixture<House>
{
    /// <summary>They would end the session that tries the others.</summary>
    private static bool EndsTheSession(PageInput input) => input is { Pattern: "/account/logout" } or { Handler: "SignOutEverywhere" };

    [Fact]
    public async Task No_form_breaks_a_page()
    {
        var inputs = (await InputsAsync()).Where(x => x.Method == "POST" && !EndsTheSession(x)).ToList();
        Assert.True(inputs.Count > 40, $"Only {inputs.Count} handlers were found.");
        var token = await TokenAsync();
        var broken = new List<string>();
        foreach (var input in inputs)
        {
            foreach (var path in await PathsAsync(input.Pattern))
            {
                foreach (var (name, fill) in Garbage.Forms)
                {
                    var fields = input.Fields.Select(x => KeyValuePair.Create(x.Name, fill(x.Type))).Where(x => x.Value is not null)
                        .Append(KeyValuePair.Create("__RequestVerificationToken", (string?)token));
                    using var content = new FormUrlEncodedContent(fields!);
                    using var answer = await Administrator.Http.PostAsync(
                        path + (input.Handler is null ? "" : "?handler=" + input.Handler), content);
                    Note(broken, answer, $"{input} at {path} with {name}");
                }
            }
        }

        await AssertNoneAsync(broken);
    }

    [Fact]
    public async Task No_query_breaks_a_page()
    {
        var broken = new List<string>();
        foreach (var input in (await InputsAsync()).Where(x => x.Method == "GET" && !EndsTheSession(x)))
        {
            foreach (var path in await PathsAsync(input.Pattern))
            {
                foreach (var (name, fill) in Garbage.Forms)
                {
                    // A server reads so much of an address and no more.
                    var query = string.Join('&', input.Fields.Select(x => (x.Name, Value: fill(x.Type))).Where(x => x.Value is not null)
                        .Select(
                            x => $"{Uri.EscapeDataString(x.Name)}="
                                + $"{Uri.EscapeDataString(x.Value!.Length > 500 ? x.Value[..500] : x.Value)}"));
                    using var answer = await Administrator.Http.GetAsync(
                        $"{path}?{(input.Handler is null ? "" : $"handler={input.Handler}&")}{query}");
                    Note(broken, answer, $"{input} at {path} with {name}");
                }
            }
        }

        await AssertNoneAsync(broken);
    }

    [Fact]
    public async Task No_address_breaks_a_page_or_an_endpoint()
    {
        var broken = new List<string>();
        foreach (var endpoint in await EndpointsAsync())
        {
            foreach (var segment in endpoint.RoutePattern.Parameters.Count == 0 ? [] : Garbage.Segments)
            {
                var path = Fill(endpoint, segment);
                using var answer = await Administrator.Http.GetAsync(path);
                Note(broken, answer, "GET " + (path.Length > 200 ? path[..200] + "…" : path));
            }
        }

        await AssertNoneAsync(broken);
    }

    [Fact]
    public async Task No_body_breaks_an_endpoint()
    {
        var broken = new List<string>();
        foreach (var endpoint in await EndpointsAsync())
        {
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(x => x is not ("GET" or "HEAD")) ?? [];
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
            foreach (var method in endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is null
                ? methods
                : [])
            {
                foreach (var (name, body) in Garbage.Bodies(type))
                {
                    foreach (var contentType in (string[])["application/json", "text/plain", "application/x-www-form-urlencoded"])
                    {
                        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(endpoint, "unknown"))
                        { Content = new StringContent(body, Encoding.UTF8, contentType) };
                        request.Headers.TryAddWithoutValidation("Idempotency-Key", "garbage");
                        using var answer = await Administrator.Http.SendAsync(request);
                        Note(broken, answer, $"{method} {endpoint.RoutePattern.RawText} with {name} as {contentType}");
                    }
                }
            }
        }

        await AssertNoneAsync(broken);
    }

    private Visitor Administrator => house.As(Caller.Administrator);

    private static void Note(List<string> broken, HttpResponseMessage answer, string what)
    {
        if ((int)answer.StatusCode >= 500)
            broken.Add($"{what}: {(int)answer.StatusCode}");
    }

    private async Task AssertNoneAsync(List<string> broken)
    {
        Assert.True(broken.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{broken.Count} broke:\n{string.Join('\n', broken)}"));
        using var still = await Administrator.GetAsync("/admin");
        Assert.True(still.IsSuccessStatusCode, "The administrator is not signed in any more, so that nothing was tried.");
    }

    private Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync() =>
        house.App.InTenantAsync("mycelium", services => Task.FromResult<IReadOnlyList<RouteEndpoint>>(
            [.. services.GetServices<EndpointDataSource>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
                .DistinctBy(x => (x.RoutePattern.RawText, x.DisplayName))]));

    private async Task<IReadOnlyList<PageInput>> InputsAsync()
    {
        var endpoints = await EndpointsAsync();
        return await house.App.InTenantAsync<IReadOnlyList<PageInput>>("mycelium", async services =>
        {
            var inputs = new List<PageInput>();
            foreach (var endpoint in endpoints.DistinctBy(x => x.RoutePattern.RawText))
                inputs.AddRange(await PageInput.OfAsync(endpoint, services));
            return inputs;
        });
    }

    /// <summary>The address with something that does not exist, and one that a page of ours links to, where there is one.</summary>
    private async Task<IReadOnlyList<string>> PathsAsync(string pattern)
    {
        var template = TemplateParser.Parse(pattern);
        if (template.Parameters.Count == 0)
            return [pattern];
        var matcher = new TemplateMatcher(template, new RouteValueDictionary());
        var links = await house.LinksAsync();
        string[] unknown =
            ["/" + string.Join('/', template.Segments.Select(x => x.IsSimple && x.Parts[0].IsParameter ? "unknown" : x.Parts[0].Text))];
        return links.FirstOrDefault(x => matcher.TryMatch(x, []) && !x.EndsWith("/new", StringComparison.Ordinal)) is { } known
            ? [.. unknown, known]
            : unknown;
    }

    private static string Fill(RouteEndpoint endpoint, string segment) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(x => string.Concat(x.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            _ => segment,
        }))));

    private async Task<string> TokenAsync() =>
        (await Administrator.GetPageAsync("/dashboard/settings"))
            .QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
