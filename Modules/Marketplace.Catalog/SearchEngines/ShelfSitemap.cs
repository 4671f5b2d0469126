using Marketplace.Catalog.Products;
using Marketplace.Data;

namespace Marketplace.Catalog.SearchEngines;

/// <summary>The shelves, and every product that is on sale.</summary>
internal sealed class ShelfSitemap(IDatabase database) : ISitemapSource
{
    public string Name => "products";

    public async Task<IReadOnlyList<SitemapEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var products = await db.QueryAsync<Line>(
            "select id, category, updated_at from catalog_products where active = true order by id", null, cancellationToken);
        return products.Count == 0
            ? []
            :
            [
                new SitemapEntry(ShelfAddress.Root, products.Max(x => x.UpdatedAt)),
                .. Category.All.SelectMany(x => Shelf(x, products.Where(y => y.Category == x.Id))),
                .. products.Select(x => new SitemapEntry(ShelfAddress.Of(x.Id), x.UpdatedAt)),
            ];
    }

    /// <summary>An empty shelf is nothing to find.</summary>
    private static IEnumerable<SitemapEntry> Shelf(Category category, IEnumerable<Line> products) =>
        products.Select(x => x.UpdatedAt).DefaultIfEmpty().Max() is var at && at != default
            ? [new SitemapEntry($"{ShelfAddress.Root}/{category.Id}", at)]
            : [];

    private sealed record Line(string Id, string Category, DateTimeOffset UpdatedAt);
}
