using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Admin;

public sealed class OperatorMoneyTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    [Trait("Acceptance", "S1-19")]
    public async Task One_operator_asks_for_a_large_adjustment_and_a_second_one_approves_it()
    {
        var customer = await EnterAsync();
        await customer.RegisterAsync();
        var first = await EnterAsync();
        await first.SignInAsync("admin@example.com");
        var asking = new AdjustmentPages(first);
        await asking.AskAsync(customer.Email, "250", "The parcel was lost twice");
        await Expect(asking.State).ToContainTextAsync("Waits for approval");
        await Expect(asking.Approve).ToHaveCountAsync(0);
        await first.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Artifacts.File("screens", "adjustment-waiting.png"), FullPage = true });
        Assert.Equal(0, await customer.ReadBalanceAsync());

        var second = await EnterAsync();
        await second.SignInAsync(await Site.NewAdministratorAsync());
        await second.GoAsync("/admin");
        await second.Page.GetByTestId("attention-approvals").GetByRole(AriaRole.Link).ClickAsync();
        await second.Page.GetByTestId("approval").Filter(new() { HasText = customer.Email }).GetByRole(AriaRole.Link).ClickAsync();
        var deciding = new AdjustmentPages(second);
        await Expect(second.Page.GetByTestId("approval-asked-by")).ToContainTextAsync("admin@example.com");
        await second.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Artifacts.File("screens", "approval.png"), FullPage = true });
        await deciding.Approve.ClickAsync();
        await Expect(second.Page.GetByTestId("approval-state")).ToContainTextAsync("Approved");
        await second.Page.GetByTestId("approval-link").ClickAsync();

        await Expect(deciding.State).ToContainTextAsync("Posted");
        Assert.Equal(250, await customer.ReadBalanceAsync());
        await customer.GoAsync("/dashboard/wallet");
        await Expect(customer.Page.GetByText("Adjustment: The parcel was lost twice")).ToBeVisibleAsync();
        await second.Page.GetByTestId("adjustment-transaction").ClickAsync();
        await Expect(second.Page.GetByTestId("entries-sum")).ToContainTextAsync("$0.00");
        await first.Page.ReloadAsync();
        await Expect(asking.State).ToContainTextAsync("Posted");
    }

    [Fact]
    public async Task A_campaign_is_planned_looked_at_started_and_watched_until_it_is_done()
    {
        var customer = await EnterAsync();
        await customer.RegisterAsync();
        await Site.ConfirmAddressAsync(customer);
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        var campaign = new CampaignPages(admin);
        await campaign.PlanAsync("Welcome gift", "3", "30", $"{customer.Email}\nsomebody@elsewhere.example");
        await Expect(campaign.Count).ToHaveTextAsync("1");
        await Expect(campaign.Unknown).ToContainTextAsync("somebody@elsewhere.example");
        await admin.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Artifacts.File("screens", "campaign-preview.png"), FullPage = true });

        await campaign.StartAsync("Welcome gift", "$3.00");

        // The page follows by itself.
        await Expect(campaign.Progress).ToHaveAttributeAsync("data-state", "Done");
        await Expect(campaign.Progress).ToContainTextAsync("1 of 1 customers");
        await Expect(campaign.Recipients).ToContainTextAsync("Given");
        await admin.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Artifacts.File("screens", "campaign-done.png"), FullPage = true });
        Assert.Equal(3, await customer.ReadBalanceAsync());
        await customer.GoAsync("/dashboard/wallet");
        await Expect(customer.Page.GetByText("Promotion: Welcome gift")).ToBeVisibleAsync();
    }
}
