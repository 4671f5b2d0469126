namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of roles' names: they are shown as they are written, and the same where these keys are equal.
/// </summary>
public static class RoleName
{
    /// <summary>The canonical form, stored and unique.</summary>
    public static string KeyOf(string? name) => SearchKey.Of(name).ToUpperInvariant();
}
