using System.Text.RegularExpressions;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of the path in front of a tenant's pages. The canonical form is empty, or a slash and one segment in lower
/// case: browsers keep cookies by the exact letters, so every link and cookie has these.
/// </summary>
public static partial class PathPrefix
{
    /// <param name="text">For example <c>/Shop</c> or <c>/shop/</c>; null, blank and <c>/</c> mean none.</param>
    /// <returns>The canonical form, <c>""</c> for none, or null where it cannot be one.</returns>
    public static string? Canonical(string? text)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0 || typed == "/")
            return "";
        return Pattern().IsMatch(typed) ? typed.TrimEnd('/').ToLowerInvariant() : null;
    }

    [GeneratedRegex(
        @"^/[A-Za-z0-9-]{1,60}/?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
