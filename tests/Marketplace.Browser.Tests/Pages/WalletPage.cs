using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

public sealed class WalletPage(Guest guest)
{
    public async Task OpenAsync(string query = "") => await guest.GoAsync("/dashboard/wallet" + query);

    public ILocator Balance => guest.Page.GetByTestId("wallet-balance").Locator(".money");

    public ILocator Transactions => guest.Page.GetByTestId("transaction");

    public ILocator Search => guest.Page.GetByTestId("filter-q");

    public ILocator Type => guest.Page.GetByTestId("filter-type");

    public ILocator FilterProblems => guest.Page.GetByTestId("filter-problems");

    public ILocator LowBalance => guest.Page.GetByTestId("low-balance");

    public ILocator Chart => guest.Page.GetByTestId("balance-chart");

    public ILocator CustomAmount => guest.Page.GetByTestId("custom-amount");

    public ILocator CustomAmountError => guest.Page.Locator("#custom-amount-error");

    public Task BuyAsync(int amount) => guest.Page.GetByTestId("buy-" + amount).ClickAsync();

    public async Task BuyCustomAsync(string amount)
    {
        await CustomAmount.FillAsync(amount);
        await guest.Page.GetByTestId("buy-custom").ClickAsync();
    }

    public async Task SearchAsync(string words)
    {
        await Search.FillAsync(words);
        await Search.PressAsync("Enter");
    }

    public Task ClearFiltersAsync() => guest.Page.GetByTestId("filter-clear").ClickAsync();

    public Task<IDownload> ExportAsync() => guest.Page.RunAndWaitForDownloadAsync(() => guest.Page.GetByTestId("export").ClickAsync());

    public async Task AskForNoticeAsync(bool enabled, string amount)
    {
        await guest.Page.GetByTestId("low-balance-enabled").SetCheckedAsync(enabled);
        await guest.Page.GetByTestId("low-balance-amount").FillAsync(amount);
        await guest.Page.GetByTestId("low-balance-save").ClickAsync();
    }
}
