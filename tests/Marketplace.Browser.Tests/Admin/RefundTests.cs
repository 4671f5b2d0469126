using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Admin;

/// <summary>On a site of their own: the bank is played there.</summary>
public sealed class RefundTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    private const string FailingRefundCard = "4000 0000 0000 5126";
    private const string DisputedCard = "4000 0000 0000 0259";

    [Fact]
    [Trait("Acceptance", "S3-27")]
    [Trait("Acceptance", "S3-29")]
    public async Task An_operator_refunds_a_part_after_seeing_what_it_does()
    {
        var customer = await EnterAsync();
        await customer.RegisterAsync();
        await customer.BuyCreditsAsync(25);
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        var payments = new PaymentPages(admin);
        await payments.OpenOnlyAsync(customer.Email);
        await Expect(payments.State).ToHaveTextAsync("Credited");

        await payments.ReviewRefundAsync("25.01");
        await Expect(admin.Page.GetByText("Only $25.00 of this payment is left to refund.").First).ToBeVisibleAsync();
        await admin.LookAsync("refund-form");
        await payments.Amount.FillAsync("10");
        await admin.Page.GetByTestId("review-refund").ClickAsync();
        await Expect(admin.Page.GetByTestId("preview-bought")).ToHaveTextAsync("$10.00");
        await Expect(admin.Page.GetByTestId("preview-balance")).ToHaveTextAsync("$15.00");
        await admin.LookAsync("refund-preview");
        await payments.ConfirmAsync("$10.00", customer.Email);

        await Expect(payments.State).ToHaveTextAsync("Partly refunded");
        await Expect(payments.Refunds).ToContainTextAsync("Made");
        await Expect(payments.Timeline).ToContainTextAsync("The customer asked to buy $25.00");
        await Expect(payments.Timeline).ToContainTextAsync("$25.00 were credited");
        await Expect(payments.Timeline).ToContainTextAsync("admin@example.com asked for a refund of $10.00");
        await admin.LookAsync("payment");
        await payments.Timeline.GetByRole(AriaRole.Link, new() { Name = "$10.00 left the wallet" }).ClickAsync();
        await admin.ExpectAddressAsync("/admin/credits/transactions/txn_");

        Assert.Equal(15, await customer.ReadBalanceAsync());
        var wallet = new WalletPage(customer);
        await wallet.OpenAsync();
        await Expect(customer.Page.GetByText("Refund of $10").First).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Acceptance", "S3-28")]
    public async Task A_refund_that_the_bank_sends_back_brings_the_credits_back()
    {
        var customer = await EnterAsync();
        await BuyAsync(customer, FailingRefundCard);
        await Eventually.BecomesAsync(10m, customer.ReadBalanceAsync);
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        var payments = new PaymentPages(admin);
        await payments.OpenOnlyAsync(customer.Email);
        await payments.ReviewRefundAsync("10.00");
        await payments.ConfirmAsync("$10.00", customer.Email);
        Assert.Equal(0, await customer.ReadBalanceAsync());
        await Expect(payments.Refund).ToHaveCountAsync(0);

        await payments.PlayBankAsync("re_", "refund-fail");
        await Eventually.BecomesAsync(10m, customer.ReadBalanceAsync);
        await payments.OpenOnlyAsync(customer.Email);
        await Expect(payments.Refunds).ToContainTextAsync("Sent back by the bank");
        await Expect(payments.Timeline).ToContainTextAsync("$10.00 came back to the wallet");
        await Expect(payments.Refund).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Acceptance", "S3-29")]
    public async Task A_disputed_payment_takes_the_credits_until_it_is_won()
    {
        var customer = await EnterAsync();
        await BuyAsync(customer, DisputedCard);
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        var payments = new PaymentPages(admin);
        await Eventually.BecomesAsync(1, async () =>
        {
            await admin.GoAsync("/admin/payments/disputes");
            return await admin.Page.GetByTestId("open-dispute").CountAsync();
        });
        await Eventually.BecomesAsync(0m, customer.ReadBalanceAsync);
        await admin.LookAsync("disputes");
        await admin.GoAsync("/admin");
        await Expect(admin.Page.GetByTestId("attention-disputes")).ToBeVisibleAsync();
        await payments.OpenOnlyAsync(customer.Email);
        await Expect(payments.State).ToHaveTextAsync("Disputed");
        await Expect(payments.Refund).ToHaveCountAsync(0);
        await admin.LookAsync("payment-disputed");

        await payments.PlayBankAsync("dp_", "dispute-won");
        await Eventually.BecomesAsync(10m, customer.ReadBalanceAsync);
        await payments.OpenOnlyAsync(customer.Email);
        await Expect(payments.Disputes).ToContainTextAsync("Won");
        await Expect(payments.State).ToHaveTextAsync("Credited");
    }

    private static async Task BuyAsync(Guest customer, string card)
    {
        await customer.RegisterAsync();
        var wallet = new WalletPage(customer);
        await wallet.OpenAsync();
        await wallet.BuyAsync(10);
        await new PaymentDialog(customer).PayAsync("$10.00", card);
        await Expect(new PaymentDialog(customer).Dialog).ToBeHiddenAsync();
    }
}
