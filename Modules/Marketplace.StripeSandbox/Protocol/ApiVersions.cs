namespace Marketplace.StripeSandbox.Protocol;

/// <summary>Where Stripe's API versions differ in what this sandbox speaks.</summary>
internal static class ApiVersions
{
    /// <summary>The newest one it knows: what Stripe's clients of today send.</summary>
    public const string Newest = "2026-10-28.endive";

    private const string MethodTypesAreReadOnlySince = "2026-09-30";

    /// <summary>
    /// Before endive an intent's <c>payment_method_types</c> may be written; since then <c>allowed_payment_method_types</c> filters.
    /// </summary>
    public static bool WritesMethodTypes(string version) =>
        string.CompareOrdinal(version, 0, MethodTypesAreReadOnlySince, 0, MethodTypesAreReadOnlySince.Length) < 0;
}
