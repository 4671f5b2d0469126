using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>Asks to buy credits because a purchase costs more than there is.</summary>
public sealed class BuyCreditsDialog(Guest guest)
{
    public ILocator Dialog => guest.Page.GetByRole(AriaRole.Dialog, new() { Name = "Buy Credits" });

    public ILocator Required => Dialog.GetByTestId("required");

    public ILocator Available => Dialog.GetByTestId("available");

    /// <summary>Why auto top-up bought nothing, where it had to.</summary>
    public ILocator Reason => Dialog.GetByTestId("auto-topup-refusal");

    public ILocator Submit => Dialog.GetByTestId("buy-credits-submit");

    /// <param name="amount">As the choice says it, for example <c>$25</c>.</param>
    public async Task BuyAsync(string amount)
    {
        await Dialog.GetByRole(AriaRole.Radio, new() { Name = amount, Exact = true }).CheckAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = $"Buy {amount} of credits" }).ClickAsync();
    }
}
