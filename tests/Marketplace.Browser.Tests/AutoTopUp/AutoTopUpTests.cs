using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.AutoTopUp;

public sealed class AutoTopUpTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    [Trait("Acceptance", "S0-09")]
    [Trait("Acceptance", "S0-13")]
    [Trait("Acceptance", "S0-28")]
    [Trait("Acceptance", "S0-39")]
    [Trait("Acceptance", "S0-40")]
    [Trait("Acceptance", "S0-54")]
    [Trait("Acceptance", "S0-55")]
    public async Task With_auto_topup_one_click_buys_credits_and_the_machine()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await Site.SaveCardAsync(guest.Email, "pm_card_visa");
        await guest.GoAsync("/dashboard/wallet");
        var pages = new AutoTopUpPages(guest);
        await Expect(pages.Block.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Auto Top-up:");
        await Expect(pages.Block.GetByLabel("Enable Auto Top-up")).Not.ToBeCheckedAsync();
        await Expect(pages.Block.GetByLabel("When credits are below:")).ToHaveValueAsync("10.00");
        await Expect(pages.Block.GetByLabel("Purchase this amount:")).ToHaveValueAsync("25.00");
        await Expect(pages.Field("auto-topup-method")).ToHaveTextAsync("Visa ****4242");
        await pages.SwitchOnAsync("10", "25");

        // It asks, and charges nothing by itself.
        await guest.ExpectAddressAsync("/dashboard/wallet/auto-topup");
        await Expect(pages.Standing).ToHaveTextAsync("Active");
        await Expect(pages.ChargeNow).ToHaveTextAsync("Yes, buy $25.00 now");
        Assert.Equal(0m, await guest.ReadBalanceAsync());
        await Expect(new Topbar(guest).AutoTopUp).ToHaveTextAsync("Auto top-up: Active");
        var navbar = await guest.GetJsonAsync("/api/navbar/dropdown-data");
        Assert.Equal(
            ("Active", true), (navbar.GetProperty("auto_topup_status").GetString(), navbar.GetProperty("auto_topup_enabled").GetBoolean()));
        var info = await guest.GetJsonAsync("/api/wallet/info");
        Assert.Equal(
            (true, 10.00m), (info.GetProperty("auto_topup_enabled").GetBoolean(), info.GetProperty("auto_topup_threshold").GetDecimal()));

        // What a purchase would charge stands there before anybody presses a button.
        await new ProductPage(guest).OpenAsync("vm-instance");
        await Expect(guest.Page.GetByTestId("auto-topup-plan")).ToHaveTextAsync("$25.00 with Visa ****4242");
        await Expect(guest.Page.GetByTestId("balance-after")).ToHaveTextAsync("$20.00");

        var storefront = new Storefront(guest);
        await storefront.OpenAsync("compute");
        await storefront.BuyNowAsync("VM Instance");
        await new DeploymentPage(guest).ExpectRunningAsync();
        await guest.ExpectBalanceEverywhereAsync(20m, "vm-instance");
        await guest.GoAsync("/dashboard/wallet?type=AutoTopUp");
        await Expect(new WalletPage(guest).Transactions).ToHaveCountAsync(1);
        await pages.OpenAsync();
        await Expect(pages.Attempts).ToHaveCountAsync(1);
        await Expect(pages.Attempts).ToContainTextAsync("Bought");
    }

    [Fact]
    [Trait("Acceptance", "S0-22")]
    [Trait("Acceptance", "S0-26")]
    public async Task Settings_are_changed_and_switched_off_and_nothing_typed_is_lost()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await Site.SaveCardAsync(guest.Email, "pm_card_visa");
        var pages = new AutoTopUpPages(guest);
        await pages.OpenAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Name = "Auto Top-up Settings:" })).ToBeVisibleAsync();
        await Expect(guest.Page.GetByLabel("When credits are below:")).ToHaveValueAsync("10.00");
        await Expect(guest.Page.GetByLabel("Purchase this amount:")).ToHaveValueAsync("25.00");
        await Expect(pages.Field("method")).ToHaveTextAsync("Visa ****4242");
        await Expect(pages.Field("change-method")).ToHaveTextAsync("Change");
        await Expect(pages.Field("save")).ToHaveTextAsync("Save Settings");

        await guest.Page.GetByLabel("Enable auto top-up").CheckAsync();
        await pages.Field("daily-limit").FillAsync("20");
        await pages.Field("consent").CheckAsync();
        await pages.SaveAsync();
        await Expect(guest.Page.Locator("#Input_DailyLimit-error")).ToContainTextAsync("No charge would fit");
        await Expect(pages.Field("daily-limit")).ToHaveValueAsync("20");
        await pages.Field("daily-limit").FillAsync("50");
        await pages.Field("mode-Target").CheckAsync();
        await pages.Field("target").FillAsync("40");
        await pages.SaveAsync();
        await Expect(pages.Standing).ToHaveTextAsync("Active");
        await Expect(pages.Field("terms"))
            .ToHaveTextAsync("When credits are below $10.00, fill up to $40.00 with Visa ****4242. At most $50.00 per day.");

        await pages.ChargeNow.ClickAsync();
        await Expect(pages.Attempts).ToHaveCountAsync(1);
        Assert.Equal(40m, await guest.ReadBalanceAsync());

        await pages.Field("switch-off").ClickAsync();
        await Expect(pages.Standing).ToHaveTextAsync("Off");
        await Expect(new Topbar(guest).AutoTopUp).ToHaveTextAsync("Auto top-up: Off");
        await guest.LookAsync("auto-topup-off");
        Assert.Equal("Off", (await guest.GetJsonAsync("/api/navbar/dropdown-data")).GetProperty("auto_topup_status").GetString());
        var status = await guest.GetJsonAsync("/api/wallet/auto-topup/status");
        Assert.Equal(
            (false, "off", 40.00m),
            (status.GetProperty("enabled").GetBoolean(), status.GetProperty("state").GetString(),
                status.GetProperty("spent_today").GetDecimal()));
    }

    [Fact]
    [Trait("Acceptance", "S0-29")]
    public async Task A_bank_that_wants_its_customer_gets_them_by_one_link()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await Site.SaveCardAsync(guest.Email, "pm_card_authenticationRequired");
        var pages = new AutoTopUpPages(guest);
        await pages.SwitchOnAsync("10", "25");
        await pages.ChargeNow.ClickAsync();
        await Expect(pages.Standing).ToHaveTextAsync("Needs you");
        Assert.Equal(0m, await guest.ReadBalanceAsync());
        await guest.LookAsync("auto-topup-needs-you");

        await guest.GoAsync("/dashboard/notifications");
        await guest.Page.GetByTestId("notice").Filter(new() { HasText = "Confirm $25.00 with your bank" })
            .GetByRole(AriaRole.Link).First.ClickAsync();
        if (!guest.Page.Url.Contains("/auto-topup/confirm/", StringComparison.Ordinal))
            await guest.Page.GetByRole(AriaRole.Link, new() { Name = "Confirm the payment" }).ClickAsync();
        await guest.ExpectAddressAsync("/auto-topup/confirm/");
        var link = guest.Page.Url;
        await guest.LookAsync("auto-topup-confirm");

        // Somebody else's hands are no good for it.
        var stranger = await EnterAsync();
        await stranger.RegisterAsync();
        stranger.Watch.Expect("/auto-topup/confirm/");
        var refused = await stranger.Page.GotoAsync(link);
        Assert.Equal(404, refused!.Status);

        await pages.Field("confirm-with-bank").ClickAsync();
        var dialog = new PaymentDialog(guest);
        await Expect(dialog.SavedMethods.First).ToBeVisibleAsync();
        await Expect(dialog.Pay).ToHaveTextAsync("Pay $25.00");
        await dialog.Pay.ClickAsync();
        await dialog.BankCheck.GetByRole(AriaRole.Button, new() { Name = "Complete authentication" }).ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/auto-topup");
        await Eventually.BecomesAsync(25m, guest.ReadBalanceAsync);
        await pages.OpenAsync();
        await Expect(pages.Standing).ToHaveTextAsync("Active");
        guest.Watch.Expect("/auto-topup/confirm/");
        Assert.Equal(404, (await guest.Page.GotoAsync(link))!.Status);
        await guest.LookAsync("auto-topup-link-used");
    }

    [Fact]
    [Trait("Acceptance", "S0-26")]
    [Trait("Acceptance", "S0-30")]
    public async Task A_declined_card_asks_for_a_manual_topup_and_the_admin_sees_why()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await Site.SaveCardAsync(guest.Email, "pm_card_chargeCustomerFail");
        var pages = new AutoTopUpPages(guest);
        await pages.SwitchOnAsync("10", "25");
        await Expect(pages.Standing).ToHaveTextAsync("Active");
        guest.Watch.Expect("/api/wallet/instant-purchase");
        var storefront = new Storefront(guest);
        await storefront.OpenAsync("compute");
        await storefront.BuyNowAsync("VM Instance");
        await Expect(new BuyCreditsDialog(guest).Required).ToHaveTextAsync("$5.00");
        await Expect(new BuyCreditsDialog(guest).Reason).ToContainTextAsync("Buy credits by hand.");
        await new BuyCreditsDialog(guest).BuyAsync("$25");
        await new PaymentDialog(guest).AnotherCard.CheckAsync();
        await new PaymentDialog(guest).PayAsync("$25.00", PaymentDialog.GoodCard);
        await new DeploymentPage(guest).ExpectRunningAsync();
        await pages.OpenAsync();
        await Expect(pages.Standing).ToHaveTextAsync("Paused");
        await guest.GoAsync("/dashboard/wallet");
        await Expect(new Topbar(guest).AutoTopUp).ToHaveTextAsync("Auto top-up: Paused");
        await guest.LookAsync("auto-topup-wallet");

        // The product's own page says why, too.
        await new ProductPage(guest).OpenAsync("vm-large");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await Expect(new BuyCreditsDialog(guest).Reason)
            .ToContainTextAsync("The last automatic top-up failed a short while ago. Buy credits by hand.");

        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin/auto-topup");
        await Expect(admin.Page.GetByTestId("reasons")).ToContainTextAsync("declined");
        await Expect(admin.Page.GetByTestId("adoption")).ToBeVisibleAsync();
        await admin.LookAsync("auto-topup-admin");
    }
}
