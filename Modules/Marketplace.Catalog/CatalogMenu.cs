using Marketplace.Catalog.Products;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog;

internal sealed class CatalogMenu(ITenant tenant, IStringLocalizer<CatalogMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Storefront => tenant.Settings.Get<CatalogSettings>(CatalogSettings.Section).Categories
            .Select(Category.Find).OfType<Category>()
            .Select((x, index) => new MenuItem(text[x.Name], "~/marketplace/" + x.Id, x.Icon, 10 + index)),
        Menus.Footer => [new(text["Marketplace"], "~/marketplace", "shop", 10)],
        Menus.Admin => [new(text["Products"], "~/admin/catalog", "box-seam", 10, text["Catalog"], Permissions.ViewCatalog)],
        _ => [],
    };
}
