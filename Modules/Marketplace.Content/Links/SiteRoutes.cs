using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Marketplace.Content.Links;

/// <summary>
/// Whether something of the site other than a text answers an address. Routes with parameters below a kind's root do not count: whether
/// they have a page is just the question.
/// </summary>
internal sealed class SiteRoutes(IEnumerable<EndpointDataSource> sources, KindCatalogue kinds)
{
    /// <summary>Files that come with the product, whose names nobody writes into texts by hand.</summary>
    private static readonly string[] Files = ["/_content/", "/lib/"];

    private List<RoutePattern>? _patterns;

    private List<RoutePattern> Patterns =>
        _patterns ??= [.. sources.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .Where(x => x.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })
            .Where(x => x.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods }
                || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase))
            .Select(x => x.RoutePattern)
            .Where(x => x.PathSegments.Count == 0 || x.PathSegments[0].Parts is [RoutePatternLiteralPart])];

    public bool Answers(string path)
    {
        if (path == "/" || Files.Any(x => path.StartsWith(x, StringComparison.Ordinal)))
            return true;
        var isOfKind = kinds.All.Any(x => x.Root is { Length: > 0 } root && ReservedAddresses.IsBelow(path, root));
        return Patterns.Exists(x => (!isOfKind || x.Parameters.Count == 0)
            && new TemplateMatcher(new RouteTemplate(x), []).TryMatch(new PathString(path), []));
    }
}
