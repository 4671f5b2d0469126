using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>Impatient fingers, second tabs and repeated requests buy once per decision.</summary>
public sealed class RepeatedPurchaseTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task A_double_click_buys_once_and_the_other_tab_shows_it()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(25);
        var other = await guest.NewTabAsync();
        await new ProductPage(other).OpenAsync("vm-instance");
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.DblClickAsync();
        await new DeploymentPage(guest).ExpectRunningAsync();

        await other.Page.ReloadAsync();
        await Expect(new ProductPage(other).Balance).ToHaveTextAsync("$20.00");
        await new DeploymentsPage(other).OpenAsync();
        await Expect(new DeploymentsPage(other).Rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_tabs_that_buy_at_once_cannot_spend_the_same_credits()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(10);
        var other = await guest.NewTabAsync();
        await new ProductPage(other).OpenAsync("vm-instance");
        await new ProductPage(guest).OpenAsync("vm-instance");
        await Task.WhenAll(new ProductPage(guest).BuyNow.ClickAsync(), new ProductPage(other).BuyNow.ClickAsync());
        await new DeploymentPage(guest).ExpectRunningAsync();
        await new DeploymentPage(other).ExpectRunningAsync();
        await guest.ExpectBalanceEverywhereAsync(0m, "vm-instance");

        // A third one is not for sale any more without credits.
        await new ProductPage(other).OpenAsync("vm-instance");
        await new ProductPage(other).BuyNow.ClickAsync();
        await Expect(new BuyCreditsDialog(other).Dialog).ToBeVisibleAsync();
        await new DeploymentsPage(guest).OpenAsync();
        await Expect(new DeploymentsPage(guest).Rows).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Without_scripts_the_form_buys_and_sent_again_leads_to_the_same_deployment()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(25);
        var plain = await EnterAsync("", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await plain.SignInAsync(guest.Email);
        var product = new ProductPage(plain);
        await product.OpenAsync("vm-instance");
        var request = await plain.Page.RunAndWaitForRequestAsync(() => product.BuyNow.ClickAsync(), x => x.Method == "POST");
        await plain.ExpectAddressAsync("/dashboard/deployments/dep_");
        var first = plain.Page.Url;

        var again = await plain.Context.APIRequest.PostAsync(request.Url, new APIRequestContextOptions
        {
            DataByte = request.PostDataBuffer,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = "application/x-www-form-urlencoded" },
        });
        Assert.Equal(first, again.Url);
        await Eventually.BecomesAsync(20m, guest.ReadBalanceAsync);
        await new DeploymentsPage(guest).OpenAsync();
        await Expect(new DeploymentsPage(guest).Rows).ToHaveCountAsync(1);
    }
}
