using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>From paying to the receipt, and what becomes of payments that were left open.</summary>
public sealed class ReceiptTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact, Trait("Acceptance", "S0-15"), Trait("Acceptance", "S3-25")]
    public async Task Somebody_buys_credits_and_keeps_the_receipt()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.GoAsync("/dashboard/wallet/payments");
        await Expect(guest.Page.GetByText("No payments yet")).ToBeVisibleAsync();
        await guest.LookAsync("payments-none");
        await guest.GoAsync("/dashboard/wallet");
        await guest.Page.GetByTestId("buy-25").ClickAsync();
        await new PaymentDialog(guest).PayAsync("$25.00", PaymentDialog.GoodCard);
        await Expect(new WalletPage(guest).Balance).ToHaveTextAsync("$25.00");

        await guest.Page.GetByTestId("payments-link").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/payments$");
        var row = guest.Page.GetByTestId("payment");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("Paid");
        var file = await guest.Page.RunAndWaitForDownloadAsync(() => row.GetByTestId("receipt-pdf").ClickAsync());
        Assert.Matches(@"^receipt-\d{4}-\d{6}\.pdf$", file.SuggestedFilename);
        var csv = await guest.Page.RunAndWaitForDownloadAsync(() => guest.Page.GetByTestId("payments-csv").ClickAsync());
        Assert.Contains(
            ",25.00,", await File.ReadAllTextAsync(await csv.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/payments/top_.*");
        var receipt = guest.Page.GetByTestId("receipt");
        await Expect(receipt.GetByTestId("receipt-paid")).ToHaveTextAsync("$25.00");
        await Expect(receipt.GetByTestId("receipt-customer")).ToContainTextAsync(guest.Email);
        await Eventually.BecomesAsync(true, async () =>
        {
            await guest.Page.ReloadAsync();
            return (await receipt.GetByTestId("receipt-method").TextContentAsync())!.Contains("•••• 4242", StringComparison.Ordinal);
        });
        await guest.LookAsync("receipt");
        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await guest.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Artifacts.File("screens", "receipt-print.png"), FullPage = true });
        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await guest.GoAsync("/dashboard/notifications");
        await Expect(guest.Page.GetByTestId("notice").First).ToContainTextAsync("you paid $25.00");
    }

    [Fact, Trait("Acceptance", "S0-68")]
    public async Task A_payment_left_open_is_paid_later_and_another_is_given_up()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("402");
        await guest.RegisterAsync();
        await guest.GoAsync("/dashboard/wallet");
        var dialog = new PaymentDialog(guest);
        await guest.Page.GetByTestId("buy-10").ClickAsync();
        await dialog.PayAsync("$10.00", PaymentDialog.DeclinedCard);
        await Expect(dialog.Error).ToBeVisibleAsync();
        await dialog.CloseAsync();
        await guest.Page.GetByTestId("buy-50").ClickAsync();
        await Expect(dialog.Pay).ToBeVisibleAsync();
        await dialog.CloseAsync();

        await guest.GoAsync("/dashboard/wallet/payments?status=open");
        var rows = guest.Page.GetByTestId("payment");
        await Expect(rows).ToHaveCountAsync(2);
        await Eventually.BecomesAsync(true, async () =>
        {
            await guest.Page.ReloadAsync();
            return (await rows.Nth(1).GetByTestId("why").TextContentAsync())!.Contains("declined", StringComparison.OrdinalIgnoreCase);
        });
        await guest.LookAsync("payments-open");
        await rows.Nth(1).GetByTestId("continue").ClickAsync();
        await dialog.PayAsync("$10.00", PaymentDialog.GoodCard);
        await Expect(rows).ToHaveCountAsync(1);

        await rows.First.GetByRole(AriaRole.Link).First.ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/payments/top_");
        await guest.Page.GetByTestId("give-up").ClickAsync();
        await guest.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Give it up" }).ClickAsync();
        await Expect(guest.Page.GetByText("The payment is given up. You were not charged.")).ToBeVisibleAsync();
        await Expect(guest.Page.GetByTestId("payment-facts")).ToContainTextAsync("Failed");
        await guest.LookAsync("payment-given-up");
        Assert.Equal(10m, await guest.ReadBalanceAsync());
        await guest.GoAsync("/dashboard/wallet/payments?status=nothing&from=31.12.2026");
        await Expect(guest.Page.GetByTestId("filter-problem")).ToHaveCountAsync(2);
        await guest.LookAsync("payments");
    }

    [Fact, Trait("Acceptance", "S0-68")]
    public async Task A_new_account_is_told_what_it_may_buy_today()
    {
        var guest = await EnterAsync();
        guest.Watch.Expect("422");
        await guest.RegisterAsync();
        await guest.GoAsync("/dashboard/wallet");
        await guest.Page.GetByTestId("custom-amount").FillAsync("600");
        await guest.Page.GetByTestId("buy-custom").ClickAsync();

        await Expect(guest.Page.GetByText("In its first 30 days an account can buy credits for $500.00 a day.")).ToBeVisibleAsync();
        Assert.Equal(0, (await guest.GetJsonAsync("/api/wallet/topups")).GetProperty("topups").GetArrayLength());
    }
}
