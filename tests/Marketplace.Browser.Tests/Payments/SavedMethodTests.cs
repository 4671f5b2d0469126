using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Payments;

/// <summary>Cards and PayPal that are saved, paid with and removed.</summary>
public sealed class SavedMethodTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    private const string Visa = "Visa •••• 4242";
    private const string Mastercard = "Mastercard •••• 4444";

    [Fact, Trait("Acceptance", "S2-10"), Trait("Acceptance", "S0-31"), Trait("Acceptance", "S1-43")]
    public async Task A_card_saved_alone_pays_the_next_purchase_with_one_click()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await page.AddCardAsync();
        await page.SaveCardAsync(PaymentDialog.GoodCard);
        await Expect(page.Methods).ToHaveCountAsync(1);
        await Expect(page.Method(Visa).GetByTestId("default")).ToBeVisibleAsync();
        await Expect(page.Method(Visa).GetByTestId("expiry")).ToHaveTextAsync("Expires 12/40");
        Assert.Equal(0m, await guest.ReadBalanceAsync());

        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(25);
        var payment = new PaymentDialog(guest);
        await Expect(payment.SavedMethods).ToHaveCountAsync(1);
        await Expect(payment.Dialog.GetByTestId("payment-amount")).ToHaveTextAsync("$25.00");
        await Expect(payment.Number).ToBeHiddenAsync();
        await payment.Pay.ClickAsync();
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$25.00");
    }

    [Fact, Trait("Acceptance", "S0-31"), Trait("Acceptance", "S1-42")]
    public async Task A_card_kept_while_buying_is_declined_nowhere_and_can_be_ordered_and_removed()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new BuyCreditsDialog(guest).BuyAsync("$25");
        var payment = new PaymentDialog(guest);
        await payment.SaveForNextTime.CheckAsync();
        await payment.PayAsync("$25.00", PaymentDialog.GoodCard);
        await new DeploymentPage(guest).ExpectRunningAsync();

        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await Expect(page.Methods).ToHaveCountAsync(1);
        await page.AddCardAsync();
        await page.SaveCardAsync("5555 5555 5555 4444");
        await Expect(page.Methods).ToHaveCountAsync(2);
        await page.Method(Mastercard).GetByTestId("move-up").ClickAsync();
        await Expect(page.Method(Mastercard).GetByTestId("default")).ToBeVisibleAsync();
        await page.Method(Visa).GetByTestId("make-default").ClickAsync();
        await Expect(page.Method(Visa).GetByTestId("default")).ToBeVisibleAsync();
        await page.RemoveAsync(Visa);
        await Expect(page.Methods).ToHaveCountAsync(1);
        await Expect(page.Method(Mastercard).GetByTestId("default")).ToBeVisibleAsync();
        await page.RemoveAsync(Mastercard);
        await Expect(guest.Page.GetByText("No saved payment methods")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_saved_card_that_its_bank_declines_is_followed_by_another_in_the_same_dialog()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/confirm");
        await guest.RegisterAsync();
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await page.AddCardAsync();
        await page.SaveCardAsync("4000 0000 0000 0341");
        await Expect(page.Method("Visa •••• 0341")).ToBeVisibleAsync();

        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        var payment = new PaymentDialog(guest);
        await payment.Pay.ClickAsync();
        await Expect(payment.Error).ToHaveTextAsync("Your card was declined. You were not charged.");
        await payment.AnotherCard.CheckAsync();
        await Expect(payment.Error).ToBeEmptyAsync();
        await payment.PayAsync("$10.00", PaymentDialog.GoodCard);
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$10.00");
        await page.OpenAsync();
        await Expect(page.Methods).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_card_that_must_be_checked_is_saved_only_when_the_check_succeeds()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await page.AddCardAsync();
        await page.SaveCardAsync(PaymentDialog.CheckedCard);
        var payment = new PaymentDialog(guest);
        await payment.BankCheck.GetByTestId("challenge-fail").ClickAsync();
        await Expect(payment.Error).ToContainTextAsync("It was not saved.");
        await Expect(page.Methods).ToHaveCountAsync(0);
        await payment.Pay.ClickAsync();
        await payment.BankCheck.GetByTestId("challenge-complete").ClickAsync();
        await Expect(page.Method("Visa •••• 3184")).ToBeVisibleAsync();

        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        await payment.Pay.ClickAsync();
        await payment.BankCheck.GetByTestId("challenge-fail").ClickAsync();
        await Expect(payment.Error).ToContainTextAsync("You were not charged.");
        Assert.Equal(0m, await guest.ReadBalanceAsync());
        await payment.Pay.ClickAsync();
        await payment.BankCheck.GetByTestId("challenge-complete").ClickAsync();
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$10.00");
    }

    [Fact]
    public async Task A_declined_card_is_not_saved_and_another_one_is()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/confirm");
        await guest.RegisterAsync();
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await page.AddCardAsync();
        await page.SaveCardAsync(PaymentDialog.DeclinedCard);
        await Expect(new PaymentDialog(guest).Error).ToHaveTextAsync("Your card was declined. It was not saved.");
        await page.SaveCardAsync(PaymentDialog.GoodCard);
        await Expect(page.Method(Visa)).ToBeVisibleAsync();
        await Expect(page.Methods).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_changed_mind_about_saving_is_heard()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/confirm");
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        var payment = new PaymentDialog(guest);
        await payment.SaveForNextTime.CheckAsync();
        await payment.PayAsync("$10.00", PaymentDialog.DeclinedCard);
        await Expect(payment.Error).ToContainTextAsync("You were not charged.");
        await payment.SaveForNextTime.UncheckAsync();
        await payment.PayAsync("$10.00", PaymentDialog.GoodCard);
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$10.00");
        await new PaymentMethodsPage(guest).OpenAsync();
        await Expect(new PaymentMethodsPage(guest).Methods).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_card_removed_in_another_tab_is_said_to_be_gone()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("/confirm");
        await guest.RegisterAsync();
        var page = new PaymentMethodsPage(guest);
        await page.OpenAsync();
        await page.AddCardAsync();
        await page.SaveCardAsync(PaymentDialog.GoodCard);
        await Expect(page.Methods).ToHaveCountAsync(1);
        var other = await guest.NewTabAsync();
        var wallet = new WalletPage(other);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        await Expect(new PaymentDialog(other).SavedMethods).ToHaveCountAsync(1);
        var id = await page.Method(Visa).GetAttributeAsync("data-method");
        await page.RemoveAsync(Visa);
        await Expect(page.Methods).ToHaveCountAsync(0);
        await Site.UntilDetachedAsync(id!);

        var payment = new PaymentDialog(other);
        await payment.Pay.ClickAsync();
        await Expect(payment.Error).ToHaveTextAsync("This payment method is no longer saved. You were not charged. Choose another one.");
        await Expect(payment.SavedMethods).ToHaveCountAsync(0);
        await payment.PayAsync("$10.00", PaymentDialog.GoodCard);
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$10.00");
    }
}
