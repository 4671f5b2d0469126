using Marketplace.Catalog.Products;
using Marketplace.Orders.PendingPurchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Orders.Areas.Orders.Pages.Storefront;

/// <summary>Where a card payment returns to (S1-27): says how far the purchase is and leads on.</summary>
[Authorize]
internal sealed class DeployModel(IProducts products, PendingPurchaseStore pending) : PageModel
{
    public Product Product { get; private set; } = null!;

    /// <summary>Null when nothing of this product waits for this customer.</summary>
    public PendingPurchase? Purchase { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, [FromQuery(Name = "payment_intent")] string? paymentIntent)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { } product)
            return NotFound();
        Product = product;
        var userId = User.GetUserId();
        var purchase = paymentIntent is null
            ? await pending.FindLatestAsync(userId, id, HttpContext.RequestAborted)
            : await pending.FindAsync(paymentIntent, HttpContext.RequestAborted);
        Purchase = purchase?.UserId == userId && purchase.ProductId == id ? purchase : null;
        return Purchase is { Status: PendingPurchaseStatus.Completed, UnitId: { } unitId }
            ? LocalRedirect("~/dashboard/deployments/" + unitId)
            : Page();
    }
}
