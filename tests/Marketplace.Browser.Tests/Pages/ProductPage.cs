using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class ProductPage(Guest guest)
{
    public async Task OpenAsync(string id) => await guest.GoAsync("/marketplace/service/" + id);

    public ILocator BuyNow => guest.Page.GetByRole(AriaRole.Button, new() { Name = "Buy Now with Credits" });

    public ILocator BuyWithCard => guest.Page.GetByRole(AriaRole.Button, new() { Name = "Buy with Credit Card" });

    public ILocator Balance => guest.Page.GetByTestId("balance");

    public ILocator BalanceAfter => guest.Page.GetByTestId("balance-after");

    public ILocator PriceLine => guest.Page.GetByTestId("summary").Locator(".price-line");
}
