using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Storefront;

/// <summary>A piece of a page: what the block <c>buy-button</c> shows to whoever reads it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ButtonModel(ProductStore products) : PageModel
{
    public Product Product { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { Active: true } product)
            return NotFound();
        Product = product;
        Response.Headers["X-Robots-Tag"] = "noindex";
        return Page();
    }
}
