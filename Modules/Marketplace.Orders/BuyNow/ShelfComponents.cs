using Marketplace.Catalog.Products;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Wallet;
using Marketplace.Orders.Placing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders.BuyNow;

internal sealed record BuyNowButton(Product Product, bool IsSignedIn);

/// <summary>Buy Now on a card of the shelf; nothing where the product cannot be bought now.</summary>
public sealed class BuyNowButtonViewComponent : ViewComponent
{
    public IViewComponentResult Invoke(Product model) =>
        HttpContext.RequestServices.GetRequiredService<Offer>().CanBuy(model)
            ? View("~/Areas/Orders/Pages/Shared/_BuyNowButton.cshtml", new BuyNowButton(model, HttpContext.User.FindUserId() is not null))
            : Content("");
}

/// <param name="Balance">What the customer can spend; null for visitors.</param>
/// <param name="AutoTopUp">What auto top-up would buy before this purchase; null for nothing.</param>
/// <param name="PaidUntil">When the period ends that is paid by buying now.</param>
/// <param name="FormKey">Made anew with each page, so that a form that is sent twice buys once.</param>
internal sealed record PurchasePanel(
    Product Product, CreditAmount? Balance, AutoTopUpPlan? AutoTopUp, DateTimeOffset PaidUntil, string FormKey)
{
    public bool IsSignedIn => Balance is not null;

    /// <summary>Of auto top-up.</summary>
    public CreditAmount Bought => AutoTopUp?.Amount ?? CreditAmount.Zero;

    public CreditAmount BalanceAfter => (Balance ?? CreditAmount.Zero) + Bought - Product.Price;

    public bool IsAffordable => !BalanceAfter.IsNegative;
}

/// <summary>On the product page: what is charged today and later, and the ways to pay.</summary>
public sealed class PurchasePanelViewComponent(TimeProvider time) : ViewComponent
{
    private const string Place = "~/Areas/Orders/Pages/Shared/_PurchasePanel.cshtml";

    public async Task<IViewComponentResult> InvokeAsync(Product model)
    {
        var services = HttpContext.RequestServices;
        if (!services.GetRequiredService<Offer>().CanBuy(model))
            return Content("");
        var (paidUntil, formKey) = (time.GetUtcNow().AddMonths(1), PrefixedId.New("frm", time));
        if (HttpContext.User.FindUserId() is not { } userId)
            return View(Place, new PurchasePanel(model, null, null, paidUntil, formKey));
        var balance = (await services.GetRequiredService<ILedger>().GetBalanceAsync(userId, HttpContext.RequestAborted)).Available;
        var plan = await services.GetRequiredService<IAutoTopUp>().PlanAsync(userId, model.Price, HttpContext.RequestAborted);
        return View(Place, new PurchasePanel(model, balance, plan, paidUntil, formKey));
    }
}

/// <summary>The dialog that sells missing credits along with a purchase, and the script behind the buttons.</summary>
public sealed class BuyCreditsDialogViewComponent : ViewComponent
{
    public IViewComponentResult Invoke() =>
        HttpContext.User.FindUserId() is null ? Content("") : View("~/Areas/Orders/Pages/Shared/_BuyCreditsDialog.cshtml");
}
