using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Wallet;

public sealed class TransferTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    [Trait("Acceptance", "S1-20")]
    public async Task Credits_go_to_somebody_else_once_however_often_the_form_is_sent()
    {
        var recipient = await EnterAsync();
        await recipient.RegisterAsync();
        await Site.ConfirmAddressAsync(recipient);
        var sender = await EnterAsync();
        await sender.RegisterAsync();
        await sender.BuyCreditsAsync(25);
        var pages = new TransferPages(sender);

        await pages.OpenAsync();
        await pages.ReviewAsync(recipient.Email, "7.5", "For the domain");
        await sender.ExpectAddressAsync("/dashboard/wallet/transfer/confirm");
        await Expect(pages.Recipient).ToContainTextAsync("•••@example.com");
        await Expect(pages.Recipient).Not.ToContainTextAsync(recipient.Email);
        await Expect(pages.BalanceAfter).ToHaveTextAsync("$17.50");

        await pages.Change.ClickAsync();
        await Expect(sender.Page.GetByLabel("Recipient's e-mail address")).ToHaveValueAsync(recipient.Email);
        await pages.ReviewAsync(recipient.Email, "5", "For the domain");
        await Expect(pages.Send).ToHaveTextAsync("Send $5.00");
        await pages.Send.DblClickAsync();
        await Expect(pages.Done).ToContainTextAsync($"$5.00 went to {recipient.Email}.");
        await sender.Page.GoBackAsync();
        await pages.Send.ClickAsync();
        await Expect(pages.Done).ToBeVisibleAsync();

        Assert.Equal((20m, 5m), (await sender.ReadBalanceAsync(), await recipient.ReadBalanceAsync()));
        await new WalletPage(recipient).OpenAsync();
        await Expect(new WalletPage(recipient).Transactions).ToHaveCountAsync(1);
        await Expect(new WalletPage(recipient).Transactions).ToContainTextAsync("For the domain");
    }

    [Fact]
    public async Task The_form_says_what_is_wrong_beside_the_field()
    {
        var sender = await EnterAsync();
        await sender.RegisterAsync();
        await sender.BuyCreditsAsync(10);
        var pages = new TransferPages(sender);
        await pages.OpenAsync();

        await pages.ReviewAsync(sender.Email, "1");
        await Expect(pages.ToError).ToContainTextAsync("This is your own account.");
        await pages.ReviewAsync("nobody-has-this@example.com", "1");
        await Expect(pages.ToError).ToContainTextAsync("Nobody here has this address.");
        await pages.ReviewAsync("nobody-has-this@example.com", "10.01");
        await Expect(pages.AmountError).ToContainTextAsync("You have $10.00, which is less than $10.01.");
        await pages.ReviewAsync("", "-1");
        await Expect(pages.ToError).ToBeVisibleAsync();
        await Expect(pages.AmountError).ToContainTextAsync("Use digits only");
        Assert.Equal(10m, await sender.ReadBalanceAsync());
    }
}
