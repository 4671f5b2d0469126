using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>What goes wrong in the payment dialog is said there, and costs nothing.</summary>
public sealed class RefusedCardTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task A_declined_card_charges_nothing_and_another_card_still_completes_the_purchase()
    {
        var guest = await EnterAsync();
        // The gateway answers a decline with 402, which browsers write to the console.
        guest.Watch.Expect("/confirm");
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new BuyCreditsDialog(guest).BuyAsync("$25");
        var payment = new PaymentDialog(guest);
        await payment.PayAsync("$25.00", PaymentDialog.DeclinedCard);
        await Expect(payment.Error).ToHaveTextAsync("Your card was declined. You were not charged.");
        Assert.Equal(0m, await guest.ReadBalanceAsync());

        await payment.PayAsync("$25.00", PaymentDialog.GoodCard);
        await new DeploymentPage(guest).ExpectRunningAsync();
        await guest.ExpectBalanceEverywhereAsync(20m, "vm-instance");
    }

    [Fact]
    public async Task Leaving_after_a_declined_card_changes_nothing()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/confirm");
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new BuyCreditsDialog(guest).BuyAsync("$25");
        var payment = new PaymentDialog(guest);
        await payment.PayAsync("$25.00", PaymentDialog.DeclinedCard);
        await Expect(payment.Error).ToContainTextAsync("You were not charged.");
        await payment.CloseAsync();
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(new ProductPage(guest).BuyNow).ToBeEnabledAsync();
        await guest.ExpectBalanceEverywhereAsync(0m, "vm-instance");
        await new DeploymentsPage(guest).OpenAsync();
        await Expect(new DeploymentsPage(guest).Rows).ToHaveCountAsync(0);
        await new WalletPage(guest).OpenAsync();
        await Expect(new WalletPage(guest).Transactions).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_mistyped_card_is_noticed_before_it_is_sent()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        var payment = new PaymentDialog(guest);
        await payment.Number.FillAsync(PaymentDialog.MistypedCard);
        await Expect(payment.Error).ToHaveTextAsync("Your card number is invalid.");
        await payment.PayAsync("$10.00", PaymentDialog.MistypedCard);
        await Expect(payment.Error).ToContainTextAsync("Your card number is invalid.");
        await Expect(payment.Dialog).ToBeVisibleAsync();
        Assert.Equal(0m, await guest.ReadBalanceAsync());
    }

    [Fact]
    public async Task Empty_card_fields_are_named_one_after_the_other()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        var payment = new PaymentDialog(guest);
        await payment.Pay.ClickAsync();
        await Expect(payment.Error).ToContainTextAsync("Your card number is incomplete.");
        await payment.Number.FillAsync(PaymentDialog.GoodCard);
        await payment.Pay.ClickAsync();
        await Expect(payment.Error).ToContainTextAsync("expiration date is incomplete.");
        await payment.Expiry.FillAsync("12 / 40");
        await payment.Pay.ClickAsync();
        await Expect(payment.Error).ToContainTextAsync("security code is incomplete.");
        await payment.Cvc.FillAsync("123");
        await payment.Pay.ClickAsync();
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$10.00");
        await Expect(new Topbar(guest).BalancePill).ToHaveTextAsync("$10.00");
    }

    [Fact]
    public async Task An_impossible_amount_is_refused_beside_its_field()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyCustomAsync("0");
        await Expect(wallet.CustomAmountError).ToContainTextAsync("Choose an amount from");
        await wallet.BuyCustomAsync("1,000");
        await Expect(wallet.CustomAmountError).ToContainTextAsync("This can be read in two ways.");
        await wallet.BuyCustomAsync("7,5");
        await new PaymentDialog(guest).PayAsync("$7.50", PaymentDialog.GoodCard);
        await Expect(wallet.Balance).ToHaveTextAsync("$7.50");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
    }
}
