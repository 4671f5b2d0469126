using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>The bar on top of every page of the storefront and of the customer's dashboard.</summary>
public sealed class Topbar(Guest guest)
{
    public ILocator BalancePill => guest.Page.GetByTestId("balance-pill");

    public ILocator AutoTopUp => guest.Page.GetByTestId("balance-pill-auto-topup");

    public ILocator ThemeToggle => guest.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" });

    public Task RegisterAsync() => guest.Page.GetByTestId("register-link").ClickAsync();

    public Task SignInAsync() => guest.Page.GetByTestId("sign-in-link").ClickAsync();

    public async Task SignOutAsync()
    {
        await guest.Page.GetByTestId("account-menu").Locator("summary").ClickAsync();
        await guest.Page.GetByTestId("sign-out").ClickAsync();
    }
}
