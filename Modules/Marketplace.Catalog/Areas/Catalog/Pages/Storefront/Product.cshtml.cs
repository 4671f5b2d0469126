using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Storefront;

internal sealed class ProductModel(ProductStore products) : PageModel
{
    public Product Product { get; private set; } = null!;

    public Category Category => Category.Find(Product.Category)!;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { Active: true } product)
            return NotFound();
        Product = product;
        return Page();
    }
}
