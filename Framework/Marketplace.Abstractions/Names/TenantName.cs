using System.Text.RegularExpressions;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of tenants' names: 2 to 31 lower-case ASCII letters, digits or hyphens, beginning with a letter.
/// </summary>
public static partial class TenantName
{
    /// <param name="text">Blanks around it and the case of its letters do not count.</param>
    /// <returns>The canonical form, or null where it cannot be one.</returns>
    public static string? Canonical(string? text)
    {
        var name = text?.Trim().ToLowerInvariant() ?? "";
        return Pattern().IsMatch(name) ? name : null;
    }

    [GeneratedRegex(
        @"^[a-z][a-z0-9-]{1,30}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
