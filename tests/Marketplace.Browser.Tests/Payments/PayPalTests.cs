using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Payments;

/// <summary>PayPal leaves the page; whoever comes back finds what became of it.</summary>
public sealed class PayPalTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Theory, Trait("Acceptance", "S3-03")]
    [InlineData("")]
    [InlineData("/fiatdashboard")]
    public async Task Credits_are_bought_with_PayPal(string prefix)
    {
        var guest = await EnterAsync(prefix);
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(25);
        var payment = new PaymentDialog(guest);
        await payment.PayPal.CheckAsync();
        await payment.Pay.ClickAsync();
        await guest.Page.GetByTestId("challenge-fail").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet$");
        await Expect(guest.Page.GetByText("The payment was not confirmed. You were not charged.")).ToBeVisibleAsync();
        Assert.Equal(0m, await guest.ReadBalanceAsync());

        await wallet.BuyAsync(25);
        await payment.PayPal.CheckAsync();
        await payment.SaveForNextTime.CheckAsync();
        await payment.Pay.ClickAsync();
        await guest.Page.GetByTestId("challenge-complete").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet$");
        await Expect(wallet.Balance).ToHaveTextAsync("$25.00");
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await Expect(page.Method("PayPal payer@example.com")).ToBeVisibleAsync();
    }

    [Fact, Trait("Acceptance", "S0-31")]
    public async Task A_PayPal_account_is_saved_alone()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await page.AddPayPalAsync();
        await guest.Page.GetByTestId("challenge-fail").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/payment-methods$");
        await Expect(guest.Page.GetByText("It was not confirmed, and not saved.")).ToBeVisibleAsync();
        await page.AddPayPalAsync();
        await guest.Page.GetByTestId("challenge-complete").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/payment-methods$");
        await Expect(page.Method("PayPal payer@example.com")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_purchase_paid_with_PayPal_goes_on_after_the_way_back()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new BuyCreditsDialog(guest).BuyAsync("$25");
        await new PaymentDialog(guest).PayPal.CheckAsync();
        await new PaymentDialog(guest).Pay.ClickAsync();
        await guest.Page.GetByTestId("challenge-complete").ClickAsync();
        await new DeploymentPage(guest).ExpectRunningAsync();
        Assert.Equal(20m, await guest.ReadBalanceAsync());
    }
}
