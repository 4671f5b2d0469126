using System.Text.RegularExpressions;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>An operator's pages of payments.</summary>
public sealed class PaymentPages(Guest guest)
{
    public ILocator Rows => guest.Page.GetByTestId("payment");

    public ILocator State => guest.Page.GetByTestId("payment-state");

    public ILocator Timeline => guest.Page.GetByTestId("timeline");

    public ILocator Refunds => guest.Page.GetByTestId("refund-row");

    public ILocator Disputes => guest.Page.GetByTestId("dispute-row");

    public ILocator Refund => guest.Page.GetByTestId("refund");

    public ILocator Amount => guest.Page.GetByLabel("Amount in US dollars");

    public ILocator Preview => guest.Page.GetByTestId("refund-preview");

    /// <summary>The one payment of this customer.</summary>
    public async Task OpenOnlyAsync(string email)
    {
        await guest.GoAsync("/admin/payments");
        await guest.Page.GetByTestId("payments-q").FillAsync(email);
        await guest.Page.GetByTestId("payments-q").PressAsync("Enter");
        await Assertions.Expect(Rows).ToHaveCountAsync(1);
        await Rows.GetByRole(AriaRole.Link).ClickAsync();
        await guest.ExpectAddressAsync("/admin/payments/top_");
    }

    public async Task ReviewRefundAsync(string amount)
    {
        await Refund.ClickAsync();
        await guest.ExpectAddressAsync("/admin/payments/top_[a-z0-9]+/refund");
        await Amount.FillAsync(amount);
        await guest.Page.GetByTestId("review-refund").ClickAsync();
    }

    /// <param name="amount">What the button must say.</param>
    public async Task ConfirmAsync(string amount, string email)
    {
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = $"Refund {amount} to {email}" }).ClickAsync();
        await guest.ExpectAddressAsync("/admin/payments/top_[a-z0-9]+$");
    }

    /// <summary>Plays the bank, on the sandbox's page, with the refund or dispute that this payment's timeline names.</summary>
    public async Task PlayBankAsync(string prefix, string button)
    {
        var id =
            Regex.Match(await Timeline.InnerTextAsync(), "\\b" + prefix + "[A-Za-z0-9]+", RegexOptions.None, TimeSpan.FromMinutes(1)).Value;
        await guest.GoAsync("/admin/stripe/sandbox");
        await guest.Page.Locator($"[data-id='{id}']").GetByTestId(button).ClickAsync();
        await guest.Page.WaitForLoadStateAsync(LoadState.Load);
    }
}
