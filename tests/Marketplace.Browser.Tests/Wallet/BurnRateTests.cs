using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Wallet;

public sealed class BurnRateTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    [Trait("Acceptance", "S0-42"), Trait("Acceptance", "S0-44"), Trait("Acceptance", "S0-46")]
    public async Task What_runs_shows_how_long_the_credits_last()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(25);
        await guest.GoAsync("/dashboard");
        var block = guest.Page.GetByTestId("burn-rate");
        await Expect(block).ToContainTextAsync("Nothing uses up your credits right now.");

        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new DeploymentPage(guest).ExpectRunningAsync();

        foreach (var path in new[] { "/dashboard", "/dashboard/wallet" })
        {
            await guest.GoAsync(path);
            Assert.Equal(
                """
                Credit Usage Overview:
                Current Balance: $20.00
                Monthly Burn Rate: $5.00/month
                └── VM Instance: $5.00/month
                Projected Balance in 30 days: $15.00
                At this rate your credits last 120 more days.
                """,
                await ReadAsync(block));
        }

        // A reader hears a list of one, without the branch that is drawn.
        await Expect(block.GetByRole(AriaRole.List)).ToMatchAriaSnapshotAsync(
            """
            - list:
              - listitem:
                - link "VM Instance"
                - text: ": $5.00/month"
            """);
        await block.GetByRole(AriaRole.Link, new() { Name = "VM Instance" }).ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/deployments/dep_");
    }

    [Fact]
    [Trait("Acceptance", "S0-44")]
    public async Task A_low_projection_is_warned_about()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(10);
        await guest.GoAsync("/dashboard");
        await Expect(guest.Page.GetByTestId("burn-rate-warning")).ToBeHiddenAsync();
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new DeploymentPage(guest).ExpectRunningAsync();
        await guest.GoAsync("/dashboard");
        await Expect(guest.Page.GetByTestId("burn-rate-projected")).ToHaveTextAsync("$0.00");
        await Expect(guest.Page.GetByTestId("burn-rate-warning")).ToHaveTextAsync("⚠️ Consider enabling auto top-up");
    }

    /// <summary>Line by line, as it stands on the screen.</summary>
    private static async Task<string> ReadAsync(ILocator block)
    {
        var lines = await block.Locator("h2, p, li").AllInnerTextsAsync();
        return string.Join(
            '\n',
            lines.Select(
                x => string.Join(' ', x.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    .Replace(" :", ":", StringComparison.Ordinal)));
    }
}
