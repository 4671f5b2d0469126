using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>Sending credits: the form, its confirmation and what follows.</summary>
public sealed class TransferPages(Guest guest)
{
    public ILocator ToError => guest.Page.Locator("#Input_To-error");

    public ILocator AmountError => guest.Page.Locator("#Input_Amount-error");

    public ILocator Recipient => guest.Page.GetByTestId("transfer-recipient");

    public ILocator BalanceAfter => guest.Page.GetByTestId("transfer-balance-after");

    public ILocator Send => guest.Page.GetByTestId("transfer-send");

    public ILocator Change => guest.Page.GetByTestId("transfer-change");

    public ILocator Done => guest.Page.GetByTestId("transfer-done");

    /// <summary>From the wallet, as people find it.</summary>
    public async Task OpenAsync()
    {
        await new WalletPage(guest).OpenAsync();
        await guest.Page.GetByTestId("send-credits").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/transfer$");
    }

    public async Task ReviewAsync(string to, string amount, string note = "")
    {
        await guest.Page.GetByLabel("Recipient's e-mail address").FillAsync(to);
        await guest.Page.GetByLabel("Amount").FillAsync(amount);
        await guest.Page.GetByLabel("Note (optional)").FillAsync(note);
        await guest.Page.GetByTestId("transfer-review").ClickAsync();
    }
}
