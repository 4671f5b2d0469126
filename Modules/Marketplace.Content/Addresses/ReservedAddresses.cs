using Marketplace.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Addresses;

/// <summary>
/// Addresses that are not an editor's to give away: what any route of the tenant answers, what belongs to another kind, and what stands
/// below the product's own first segments.
/// </summary>
internal sealed class ReservedAddresses(
    IEnumerable<EndpointDataSource> routes, KindCatalogue kinds, IStringLocalizer<ReservedAddresses> text)
{
    private static readonly HashSet<string> FirstSegments = new(StringComparer.Ordinal)
    {
        "admin", "api", "account", "dashboard", "media", "_content", "draft", "error", "health", "metrics", "openapi", "hangfire",
        "sitemap", "robots", "themes", "lib", "connect", "webhooks", "favicon",
    };

    private List<RoutePattern>? _patterns;

    /// <param name="address">Canonical.</param>
    /// <returns>A sentence, or null where the address is free to be given to an item of the kind.</returns>
    public string? WhyNot(ContentKind kind, string address)
    {
        if (FirstSegments.Contains(FirstOf(address)))
            return text["Addresses below /{0} belong to the site itself. Choose another.", FirstOf(address)];
        var owner = kinds.All.Where(x => x.Root is { Length: > 0 } root && IsBelow(address, root)).MaxBy(x => x.Root!.Length);
        if (owner is not null && owner.Root != kind.Root)
            return text["Addresses below {0} belong to “{1}”. Choose another.", owner.Root!, owner.Title];
        return Patterns.Any(x => Answers(x, kind, address)) ? text["The site itself answers at {0}. Choose another.", address].Value : null;
    }

    public static bool IsBelow(string address, string root) =>
        root.Length == 0 || address == root || (address.StartsWith(root, StringComparison.Ordinal) && address[root.Length] == '/');

    /// <summary>The route table is complete before the first request.</summary>
    private List<RoutePattern> Patterns =>
        _patterns ??= [.. routes.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .Where(x => x.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })
            .Select(x => x.RoutePattern).Where(BeginsWithLiteral)];

    private static bool Answers(RoutePattern pattern, ContentKind kind, string address) =>
        // Whoever serves a kind has a route for all of its addresses; only what stands in a route word by word is something else there.
        !(kind is { IsServedElsewhere: true, Root: { } root } && IsBelow(address, root)
            && (pattern.Parameters.Count > 0 || address == root))
            && new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary())
                .TryMatch(new PathString(address), new RouteValueDictionary());

    private static bool BeginsWithLiteral(RoutePattern pattern) =>
        pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart] }, ..];

    private static string FirstOf(string address) => address[1..].Split('/')[0];
}
