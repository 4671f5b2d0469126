using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketplace.StripeSandbox.Protocol;

/// <summary>Stripe's API versions, and where they differ in what this sandbox speaks.</summary>
internal static partial class ApiVersions
{
    private const string MethodTypesAreReadOnlySince = "2026-09-30";

    /// <summary>For example <c>2026-10-28.endive</c>.</summary>
    public static bool IsValid(string version) => Pattern().IsMatch(version);

    /// <summary>
    /// Before endive an intent's <c>payment_method_types</c> may be written; since then <c>allowed_payment_method_types</c> filters.
    /// </summary>
    public static bool WritesMethodTypes(string version) =>
        string.CompareOrdinal(version, 0, MethodTypesAreReadOnlySince, 0, MethodTypesAreReadOnlySince.Length) < 0;

    /// <summary>Takes off an object what the version that it is told in does not have.</summary>
    public static void TakeOffLater(JsonObject told, string version)
    {
        if (WritesMethodTypes(version))
            told.Remove("allowed_payment_method_types");
    }

    [GeneratedRegex(@"^20\d\d-\d\d-\d\d(\.[a-z]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
