using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>The block on the wallet page, the settings behind it, and the page that a bank's question leads to.</summary>
public sealed class AutoTopUpPages(Guest guest)
{
    public ILocator Block => guest.Page.GetByTestId("auto-topup");

    public ILocator BlockState => guest.Page.GetByTestId("auto-topup-state");

    public ILocator Standing => guest.Page.GetByTestId("standing");

    public ILocator ChargeNow => guest.Page.GetByTestId("charge-now");

    public ILocator Attempts => guest.Page.GetByTestId("attempt");

    public ILocator Field(string name) => guest.Page.GetByTestId(name);

    public Task OpenAsync() => guest.GoAsync("/dashboard/wallet/auto-topup");

    public Task SaveAsync() => guest.Page.GetByTestId("save").ClickAsync();

    /// <summary>With the short form of the wallet page.</summary>
    public async Task SwitchOnAsync(string threshold, string amount)
    {
        await guest.GoAsync("/dashboard/wallet");
        await Field("auto-topup-enabled").CheckAsync();
        await Field("auto-topup-threshold").FillAsync(threshold);
        await Field("auto-topup-amount").FillAsync(amount);
        await Field("auto-topup-consent").CheckAsync();
        await Field("auto-topup-save").ClickAsync();
    }
}
