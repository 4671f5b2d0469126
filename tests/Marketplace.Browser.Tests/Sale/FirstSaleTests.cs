using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>The journey of a new customer, with nothing prepared but the site itself.</summary>
public sealed class FirstSaleTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Theory]
    [InlineData("", "VM Instance", "vm-instance", "$5.00", "VM Instance: $5.00/month", 20)]
    [InlineData("/fiatdashboard", "Virtual Machine", "vm", "$10.00", "Virtual Machine: $10.00/month", 15)]
    [Trait("Acceptance", "S0-38")]
    [Trait("Acceptance", "S1-24")]
    [Trait("Acceptance", "S1-25")]
    [Trait("Acceptance", "S1-26")]
    public async Task A_new_customer_buys_a_machine_by_buying_credits_on_the_way(
        string tenant, string product, string id, string price, string line, int left)
    {
        var guest = await EnterAsync(tenant);
        await guest.GoAsync("/");
        await new Topbar(guest).RegisterAsync();
        await new RegisterPage(guest).RegisterAsync();
        await Expect(new Topbar(guest).BalancePill).ToHaveTextAsync("$0.00");
        await guest.ExpectBalanceEverywhereAsync(0m, id);

        var storefront = new Storefront(guest);
        await storefront.OpenAsync("compute");
        await Expect(storefront.PriceOf(product)).ToContainTextAsync(price);
        await storefront.OpenProductAsync(product);
        await Expect(new ProductPage(guest).PriceLine).ToHaveTextAsync(line);
        await new ProductPage(guest).BuyNow.ClickAsync();
        var credits = new BuyCreditsDialog(guest);
        await Expect(credits.Required).ToHaveTextAsync(price);
        await Expect(credits.Available).ToHaveTextAsync("$0.00");
        await credits.BuyAsync("$25");
        await new PaymentDialog(guest).PayAsync("$25.00", PaymentDialog.GoodCard);

        await new DeploymentPage(guest).ExpectRunningAsync();
        await Expect(new Topbar(guest).BalancePill).ToHaveTextAsync($"${left}.00");
        await guest.ExpectBalanceEverywhereAsync(left, id);
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await Expect(wallet.Transactions).ToHaveCountAsync(2);
    }

    [Fact]
    [Trait("Acceptance", "S1-23")]
    public async Task With_enough_credits_one_click_buys()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(10);
        var storefront = new Storefront(guest);
        await storefront.OpenAsync("compute");
        await storefront.BuyNowAsync("VM Instance");
        await new DeploymentPage(guest).ExpectRunningAsync();
        await guest.ExpectBalanceEverywhereAsync(5m, "vm-instance");
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in_comes_back_to_the_product_after_registering()
    {
        var guest = await EnterAsync();
        var storefront = new Storefront(guest);
        await storefront.OpenAsync("compute");
        await storefront.BuyNowAsync("VM Instance");
        await guest.ExpectAddressAsync("/account/login");
        await guest.Page.GetByTestId("to-register").ClickAsync();
        await new RegisterPage(guest).RegisterAsync();
        await guest.ExpectAddressAsync("/marketplace/service/vm-instance");
        await Expect(new ProductPage(guest).BuyNow).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Acceptance", "S1-26")]
    public async Task The_purchase_completes_although_the_browser_was_closed_after_paying()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new BuyCreditsDialog(guest).BuyAsync("$25");
        await guest.Page.RunAndWaitForResponseAsync(
            () => new PaymentDialog(guest).PayAsync("$25.00", PaymentDialog.GoodCard),
            answer => answer.Url.EndsWith("/confirm", StringComparison.Ordinal));
        await guest.Context.CloseAsync();

        var later = await EnterAsync();
        await later.SignInAsync(guest.Email);
        await Eventually.BecomesAsync(20m, later.ReadBalanceAsync);
        var deployments = new DeploymentsPage(later);
        await deployments.OpenAsync();
        await Expect(deployments.Rows).ToHaveCountAsync(1);
        await deployments.Rows.GetByRole(AriaRole.Link).ClickAsync();
        await new DeploymentPage(later).ExpectRunningAsync();
        await later.ExpectBalanceEverywhereAsync(20m, "vm-instance");
    }

    [Fact]
    [Trait("Acceptance", "S1-25")]
    [Trait("Acceptance", "S1-26")]
    public async Task A_product_can_be_paid_by_card_at_its_price()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyWithCard.ClickAsync();
        await new PaymentDialog(guest).PayAsync("$5.00", PaymentDialog.GoodCard);
        await new DeploymentPage(guest).ExpectRunningAsync();
        await guest.ExpectBalanceEverywhereAsync(0m, "vm-instance");
    }
}
