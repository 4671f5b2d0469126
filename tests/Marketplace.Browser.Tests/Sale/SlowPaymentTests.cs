using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>Whoever does not wait for the end of a payment still hears of it, and pays once.</summary>
public sealed class SlowPaymentTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task Escape_does_not_hide_a_charge_that_is_under_way()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await wallet.BuyAsync(25);
        var answer = new TaskCompletionSource();
        await guest.Page.RouteAsync("**/confirm", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });
        var payment = new PaymentDialog(guest);
        await payment.PayAsync("$25.00", PaymentDialog.GoodCard);
        await Expect(payment.Pay).ToBeDisabledAsync();
        for (var i = 0; i < 3; i++)
            await guest.Page.Keyboard.PressAsync("Escape");
        await Expect(payment.Dialog).ToBeVisibleAsync();
        await Expect(payment.Pay).ToBeDisabledAsync();

        answer.SetResult();
        await Expect(payment.Dialog).ToBeHiddenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$25.00");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_return_that_our_server_did_not_answer_says_so_and_is_asked_about_again()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        guest.Watch.Expect("/api/wallet/topups/pi_1");
        guest.Watch.Expect("503");
        var answers = 0;
        await guest.Page.RouteAsync(
            "**/api/wallet/topups/pi_1", route => route.FulfillAsync(new() { Status = answers++ == 0 ? 503 : 404 }));
        await guest.GoAsync("/dashboard/wallet?payment_intent=pi_1&payment_intent_client_secret=x&redirect_status=succeeded");
        var warning = guest.Page.GetByText("We could not ask about your payment. Look at your payments before you pay again.");
        await Expect(warning).ToBeVisibleAsync();
        Assert.Contains("payment_intent=pi_1", guest.Page.Url, StringComparison.Ordinal);

        await guest.Page.ReloadAsync();
        await Expect(warning).ToBeVisibleAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet$");
    }
}
