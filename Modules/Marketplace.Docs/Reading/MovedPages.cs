namespace Marketplace.Docs.Reading;

/// <summary>Addresses that every tenant's documentation had once. They lead on wherever the new page is published.</summary>
internal static class MovedPages
{
    private static readonly Dictionary<string, string> Moved = new(StringComparer.OrdinalIgnoreCase) { ["/docs/tfp"] = "/docs/credits" };

    /// <returns>Where the page is now; null where it did not move.</returns>
    public static string? Find(string address) => Moved.GetValueOrDefault(address);
}
