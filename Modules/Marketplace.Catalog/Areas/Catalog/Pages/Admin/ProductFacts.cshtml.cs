using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Admin;

/// <summary>A product as editors need it: what it costs, and what to write into a text so that the price stays the present one.</summary>
[RequirePermission(Permissions.ViewCatalog)]
internal sealed class ProductFactsModel(ProductStore products, IStringLocalizer<ProductFactsModel> text) : PageModel
{
    public Product Product { get; private set; } = null!;

    public Category Category => Category.Find(Product.Category)!;

    /// <summary>What it shows, and how it is written.</summary>
    public IReadOnlyList<(string Shows, string Written)> Blocks =>
    [
        (text["The price with its period, within a line"], $$$"""{{price product="{{{Product.Id}}}"}}"""),
        (text["The amount alone, within a line"], $$$"""{{price product="{{{Product.Id}}}" period="no"}}"""),
        (text["A button that buys it"], $$$"""{{buy-button product="{{{Product.Id}}}"}}"""),
        (text["All prices of its category"], $$$"""{{price-table category="{{{Product.Category}}}"}}"""),
    ];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { } product)
            return NotFound();
        Product = product;
        return Page();
    }
}
