using Marketplace.Catalog.Products;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Blocks;

/// <summary>The product that a block is about.</summary>
internal sealed class ProductChoices(ProductStore products, PriceText prices, IStringLocalizer<ProductChoices> text)
{
    public const string Parameter = "product";

    /// <summary>A menu with more is not read; what is not in it can be typed.</summary>
    private const int MostChoices = 500;

    public BlockParameter Describe() => new(Parameter, text["Product"], IsRequired: true) { Choices = ListAsync };

    /// <returns>A product that is sold, or what to say instead.</returns>
    public async Task<(Product? Product, BlockView.Missing? Missing)> FindAsync(BlockUse use, CancellationToken cancellationToken)
    {
        if (use.Find(Parameter) is not { } id)
            return (null, new BlockView.Missing(text["Choose a product."]));
        return await products.FindAsync(id, cancellationToken) switch
        {
            null => (null, new BlockView.Missing(text["There is no product {0}.", id])),
            { Active: false } product => (null, new BlockView.Missing(text["The product {0} is not on sale.", product.Name])),
            var product => (product, null),
        };
    }

    private async Task<IReadOnlyList<BlockChoice>> ListAsync(CancellationToken cancellationToken)
    {
        var query = new ProductQuery(Text: null, Category: null, ProductSort.Name, Page: 1, MostChoices, ActiveOnly: true);
        return [.. (await products.SearchAsync(query, cancellationToken)).Products
            .Select(x => new BlockChoice(x.Id, prices.Line(x.Name, x.Price, x.Period)))];
    }
}
