using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Home;

/// <summary>The home page's cards: each category that sells something, with its cheapest monthly price.</summary>
public sealed class CategoryCardsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var text = services.GetRequiredService<PriceText>();
        var prices = await services.GetRequiredService<ProductStore>().ListCategoryPricesAsync(HttpContext.RequestAborted);
        var cards = from category in Category.All
            join price in prices on category.Id equals price.Category
            select new CategoryCard(category, text.Price(price.From, BillingPeriod.Month), price.Products);
        return View("~/Areas/Catalog/Pages/Shared/_CategoryCards.cshtml", cards.ToList());
    }
}

/// <param name="From">For example <c>$5.00/month</c>.</param>
internal sealed record CategoryCard(Category Category, string From, int Products);
