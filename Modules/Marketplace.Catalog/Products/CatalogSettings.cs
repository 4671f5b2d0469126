namespace Marketplace.Catalog.Products;

/// <summary>The settings section <c>catalog</c>.</summary>
internal sealed record CatalogSettings
{
    public const string Section = "catalog";

    /// <summary>Ids of the categories in the storefront's menu, in order.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [.. Category.All.Select(x => x.Id)];
}
