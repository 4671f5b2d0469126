using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Access.Tests;

/// <summary>One way into the site: a method and an address of a page or an endpoint.</summary>
/// <param name="Path">With something in the place of every route parameter.</param>
/// <param name="IsPage">A Razor page, whose forms carry antiforgery tokens.</param>
/// <param name="IsOpen">Whoever made it says that it needs nobody to be signed in.</param>
internal sealed record Door(string Method, string Path, string Pattern, bool IsPage, bool IsOpen)
{
    public bool IsAdmin => Path == "/admin" || Path.StartsWith("/admin/", StringComparison.Ordinal);

    public bool IsDashboard => Path == "/dashboard" || Path.StartsWith("/dashboard/", StringComparison.Ordinal);

    /// <summary>Answers with what is the caller's alone, or an administrator's.</summary>
    public bool IsPersonal => IsAdmin || IsDashboard || Path.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Reads, and does nothing else.</summary>
    public bool IsSafe => Method is "GET" or "HEAD";

    public override string ToString() => $"{Method} {Pattern}";

    public static IEnumerable<Door> Of(RouteEndpoint endpoint, IReadOnlyDictionary<string, string> known)
    {
        var isPage = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;
        var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null;
        var path = "/"
            + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => known.GetValueOrDefault(parameter.Name, "unknown"),
            _ => throw new InvalidOperationException($"{endpoint.RoutePattern.RawText} has a part of a new kind."),
        }))));
        IReadOnlyList<string> methods = isPage ? ["GET", "POST"] : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
            ?? ["GET"];
        return methods.Select(method => new Door(method, path, endpoint.RoutePattern.RawText ?? path, isPage, isOpen));
    }
}
