using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class WalletPage(Guest guest)
{
    public async Task OpenAsync() => await guest.GoAsync("/dashboard/wallet");

    public ILocator Balance => guest.Page.GetByTestId("wallet-balance").Locator(".money");

    public ILocator Transactions => guest.Page.GetByTestId("transaction");

    public ILocator CustomAmount => guest.Page.GetByTestId("custom-amount");

    public ILocator CustomAmountError => guest.Page.Locator("#custom-amount-error");

    public Task BuyAsync(int amount) => guest.Page.GetByTestId("buy-" + amount).ClickAsync();

    public async Task BuyCustomAsync(string amount)
    {
        await CustomAmount.FillAsync(amount);
        await guest.Page.GetByTestId("buy-custom").ClickAsync();
    }
}
