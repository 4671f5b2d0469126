using System.Globalization;
using Marketplace.Catalog.Products;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.SearchEngines;

/// <summary>What the shelves and the products on sale are called, for the picture that other sites show of them.</summary>
internal sealed class ShelfTitles(ProductStore products, IStringLocalizer<CatalogMenu> text) : ISharedTitles
{
    public async ValueTask<string?> FindAsync(string address, string language, CancellationToken cancellationToken)
    {
        if (address == ShelfAddress.Root)
            return In(language, "Marketplace");
        if (ShelfAddress.ProductOf(address) is { } id)
            return await products.FindAsync(id, cancellationToken) is { Active: true } product ? product.Name : null;
        return address.StartsWith(ShelfAddress.Root + "/", StringComparison.Ordinal)
            && Category.Find(address[(ShelfAddress.Root.Length + 1)..]) is { } category ? In(language, category.Name) : null;
    }

    private string In(string language, string name)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return text[name];
        }
        catch (CultureNotFoundException)
        {
            return text[name];
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
