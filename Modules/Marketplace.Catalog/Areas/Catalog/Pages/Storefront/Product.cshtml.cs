using System.Diagnostics;
using Marketplace.Credits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Areas.Catalog.Pages.Storefront;

[EnableRateLimiting(RateLimits.Money)]
internal sealed class ProductModel(
    ProductStore products, Offer offer, PlaceOrder placeOrder, ILedger ledger, PriceText prices, TimeProvider time, IStringLocalizer<ProductModel> text) : PageModel
{
    public Product Product { get; private set; } = null!;

    public Category Category => Category.Find(Product.Category)!;

    public bool CanBuy { get; private set; }

    public bool IsSignedIn => User.FindUserId() is not null;

    /// <summary>What the signed-in customer can spend.</summary>
    public CreditAmount Balance { get; private set; }

    public bool IsAffordable => Balance >= Product.Price;

    /// <summary>When what is bought now renews first.</summary>
    public DateTimeOffset RenewsOn => time.GetUtcNow().AddMonths(1);

    /// <summary>Made anew with each page, so that a form that is sent twice buys once.</summary>
    public string FormKey { get; private set; } = "";

    public string? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync(string id) => ShowAsync(id);

    /// <summary>Buy Now where no script runs.</summary>
    public async Task<IActionResult> OnPostBuyAsync(string id, string formKey, long priceMicros)
    {
        if (User.FindUserId() is not { } userId)
            return Challenge();
        if (formKey is not { Length: > 0 and <= 60 })
            return BadRequest();
        var order = new OrderRequest("form:" + formKey, userId, id, Quantity: 1, new CreditAmount(priceMicros));
        switch (await placeOrder.ExecuteAsync(order, HttpContext.RequestAborted))
        {
            case PlaceOrderResult.Placed placed:
                return LocalRedirect("~/dashboard/deployments/" + placed.DeploymentIds[0]);
            case PlaceOrderResult.InsufficientBalance tooLow:
                Problem = text["You need {0} and have {1}. Nothing was charged; buy credits in your wallet first.", prices.Amount(tooLow.Required), prices.Amount(tooLow.Available)];
                break;
            case PlaceOrderResult.PriceChanged changed:
                Problem = text["The price is now {0}. Nothing was charged; look at the new price and buy again if you like it.", prices.Amount(changed.Current)];
                break;
            case PlaceOrderResult.KeyReused:
                Problem = text["This form was used before. Nothing was charged; try again."];
                break;
            case PlaceOrderResult.UnknownProduct:
                return NotFound();
            // One unit is always allowed.
            case PlaceOrderResult.InvalidQuantity:
            default:
                throw new UnreachableException();
        }

        return await ShowAsync(id);
    }

    private async Task<IActionResult> ShowAsync(string id)
    {
        if (await products.FindAsync(id, HttpContext.RequestAborted) is not { Active: true } product)
            return NotFound();
        Product = product;
        CanBuy = offer.CanBuy(product);
        FormKey = PrefixedId.New("frm", time);
        if (User.FindUserId() is { } userId)
            Balance = (await ledger.GetBalanceAsync(userId, HttpContext.RequestAborted)).Available;
        return Page();
    }
}
