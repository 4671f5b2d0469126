namespace Marketplace.Catalog.Products;

/// <summary>Orders of the storefront's list as they stand in its address.</summary>
internal static class ProductSorts
{
    /// <summary>An unknown name is the first.</summary>
    public static ProductSort Parse(string? name) => name switch
    {
        "price" => ProductSort.PriceLow,
        "price-desc" => ProductSort.PriceHigh,
        "name" => ProductSort.Name,
        _ => ProductSort.Featured,
    };

    public static string Name(ProductSort sort) => sort switch
    {
        ProductSort.PriceLow => "price",
        ProductSort.PriceHigh => "price-desc",
        ProductSort.Name => "name",
        _ => "featured",
    };
}
