namespace Marketplace.Catalog.SearchEngines;

/// <summary>Where the shelf and its products are, below the tenant's root.</summary>
internal static class ShelfAddress
{
    public const string Root = "/marketplace";

    private const string Service = Root + "/service/";

    public static string Of(string productId) => Service + Uri.EscapeDataString(productId);

    /// <returns>Null where the address is no product's.</returns>
    public static string? ProductOf(string address) =>
        address.StartsWith(Service, StringComparison.Ordinal) && address.Length > Service.Length
            ? Uri.UnescapeDataString(address[Service.Length..])
            : null;
}
