using Microsoft.AspNetCore.Http;

namespace Marketplace.Users.SignIn;

/// <summary>Where somebody goes after signing in: only inside this tenant, never to another site.</summary>
internal static class ReturnUrl
{
    /// <returns>A path that starts with the tenant's path base; its home where <paramref name="wanted"/> is not allowed.</returns>
    public static string Resolve(string? wanted, PathString pathBase) =>
        wanted is not null && IsLocal(wanted) && IsInside(wanted, pathBase) ? wanted : $"{pathBase}/";

    /// <summary>
    /// A path such as <c>/a?b</c>. Browsers read <c>//x</c>, <c>/\x</c> and paths with tabs or line breaks in them as other sites.
    /// </summary>
    private static bool IsLocal(string url) =>
        url.StartsWith('/') && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl);

    private static bool IsInside(string url, PathString pathBase)
    {
        if (!pathBase.HasValue)
            return true;
        var path = url.Split('?', '#')[0];
        // Dot segments would lead out again.
        return !path.Contains("..", StringComparison.Ordinal) && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase)
            && !path.Contains('\\')
            && new PathString(path).StartsWithSegments(pathBase, StringComparison.OrdinalIgnoreCase);
    }
}
