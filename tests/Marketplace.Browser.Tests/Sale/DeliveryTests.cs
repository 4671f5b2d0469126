using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>Between the payment and the machine.</summary>
public sealed class DeliveryTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    [Trait("Acceptance", "S1-31")]
    public async Task What_cannot_be_delivered_is_not_charged()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(10);
        await new ProductPage(guest).OpenAsync(Site.FailingProduct);
        await new ProductPage(guest).BuyNow.ClickAsync();
        var deployment = new DeploymentPage(guest);
        await guest.ExpectAddressAsync("/dashboard/deployments/dep_");
        await Expect(deployment.Failure).ToContainTextAsync("You were not charged");
        await Expect(deployment.Status).ToHaveTextAsync("Failed");
        await Expect(deployment.Paid).ToHaveTextAsync("Nothing");
        await guest.ExpectBalanceEverywhereAsync(10m, Site.FailingProduct);
    }

    [Fact]
    [Trait("Acceptance", "S1-27")]
    public async Task The_page_that_a_payment_returns_to_leads_on_by_itself()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyWithCard.ClickAsync();
        var payment = new PaymentDialog(guest);
        await payment.FillAsync(PaymentDialog.GoodCard);

        var returned = await guest.NewTabAsync();
        await returned.GoAsync("/marketplace/service/vm-instance/deploy");
        await Expect(returned.Page.GetByTestId("purchase-waiting")).ToBeVisibleAsync();
        await payment.Pay.ClickAsync();
        await new DeploymentPage(returned).ExpectRunningAsync();
        await new DeploymentPage(guest).ExpectRunningAsync();
        Assert.Equal(returned.Page.Url, guest.Page.Url);
    }

    [Fact]
    public async Task A_bank_that_asks_decides_whether_credits_are_bought()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        var payment = new PaymentDialog(guest);
        await payment.PayAsync("$10.00", PaymentDialog.CheckedCard);
        await payment.BankCheck.GetByRole(AriaRole.Button, new() { Name = "Fail authentication" }).ClickAsync();
        await Expect(payment.Error).ToContainTextAsync("You were not charged.");
        Assert.Equal(0m, await guest.ReadBalanceAsync());

        await payment.PayAsync("$10.00", PaymentDialog.CheckedCard);
        await payment.BankCheck.GetByRole(AriaRole.Button, new() { Name = "Complete authentication" }).ClickAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$10.00");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
    }
}
