using System.Diagnostics;
using Marketplace.Catalog.Products;
using Marketplace.Orders.Placing;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.Areas.Orders.Pages.Storefront;

/// <summary>Buy Now where no script runs: buys, or goes back to the product with the reason.</summary>
[EnableRateLimiting(RateLimits.Money)]
internal sealed class BuyModel(
    BuyWithCredits buy, PriceText prices, IStringLocalizer<BuyModel> text, ITermsOfUse? terms = null) : PageModel
{
    public IActionResult OnGet(string id) => Product(id);

    public async Task<IActionResult> OnPostAsync(string id, string? formKey, long priceMicros)
    {
        if (User.FindUserId() is not { } userId)
            return Challenge();
        if (formKey is not { Length: > 0 and <= 60 })
            return BadRequest();
        if (terms is not null && await terms.FindDueAsync(userId, HttpContext.RequestAborted) is { } due)
            return LocalRedirect($"{due.Address}?returnUrl={Uri.EscapeDataString(Url.Content(AddressOf(id)))}");
        var order = new OrderRequest("form:" + formKey, userId, id, Quantity: 1, new CreditAmount(priceMicros));
        var (result, refusal) = await buy.ExecuteAsync(order, HttpContext.RequestAborted);
        if (result is PlaceOrderResult.Placed placed)
            return LocalRedirect("~/dashboard/deployments/" + placed.UnitIds[0]);
        if (Explain(result, refusal) is not { } reason)
            return NotFound();
        TempData.Note("danger", reason);
        return Product(id);
    }

    private LocalRedirectResult Product(string id) => LocalRedirect(AddressOf(id));

    private static string AddressOf(string id) => "~/marketplace/service/" + Uri.EscapeDataString(id);

    /// <param name="refusal">Why auto top-up bought nothing, where it had to (S0-26).</param>
    /// <returns>Null where there is no such product.</returns>
    private string? Explain(PlaceOrderResult result, string? refusal) => result switch
    {
        PlaceOrderResult.InsufficientBalance tooLow when refusal is not null =>
            text["You need {0} and have {1}. {2}", prices.Amount(tooLow.Required), prices.Amount(tooLow.Available), refusal].Value,
        PlaceOrderResult.InsufficientBalance tooLow =>
            text[
                "You need {0} and have {1}. Nothing was charged; buy credits in your wallet first.", prices.Amount(tooLow.Required),
                prices.Amount(tooLow.Available)].Value,
        PlaceOrderResult.PriceChanged changed =>
            text[
                "The price is now {0}. Nothing was charged; look at the new price and buy again if you like it.",
                prices.Amount(changed.Current)].Value,
        PlaceOrderResult.KeyReused => text["This form was used before. Nothing was charged; try again."].Value,
        PlaceOrderResult.UnknownProduct or PlaceOrderResult.NoFulfiller => null,
        PlaceOrderResult.InvalidQuantity => throw new InvalidOperationException("One unit is always allowed."),
        PlaceOrderResult.Placed => throw new InvalidOperationException("What was bought needs no excuse."),
        _ => throw new UnreachableException(),
    };
}
