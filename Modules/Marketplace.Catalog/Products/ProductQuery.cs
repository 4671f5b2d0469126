namespace Marketplace.Catalog.Products;

internal enum ProductSort
{
    Featured,
    PriceLow,
    PriceHigh,
    Name,
}

/// <summary>What the storefront or an operator looks for.</summary>
/// <param name="Text">Part of a name, line or category; null for everything.</param>
/// <param name="Page">From 1.</param>
internal sealed record ProductQuery(string? Text, string? Category, ProductSort Sort, int Page, int Size, bool ActiveOnly);

/// <param name="HasMore">Whether there is a next page.</param>
internal sealed record ProductPage(IReadOnlyList<Product> Products, bool HasMore);

/// <summary>A category's cheapest monthly price.</summary>
internal sealed record CategoryPrice
{
    public required string Category { get; init; }

    public required CreditAmount From { get; init; }

    public required int Products { get; init; }
}
