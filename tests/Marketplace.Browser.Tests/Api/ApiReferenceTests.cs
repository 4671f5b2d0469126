using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Api;

/// <summary>The API's reference under the strict Content-Security-Policy: a refusal would stand in the console and fail the test.</summary>
public sealed class ApiReferenceTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Theory]
    [InlineData("")]
    [InlineData("/fiatdashboard")]
    public async Task It_lists_the_api_of_its_tenant(string prefix)
    {
        var guest = await EnterAsync(prefix);
        await guest.GoAsync("/openapi");
        var transfer = guest.Page.Locator("#TransferCredits");
        await transfer.Locator("summary").ClickAsync();
        await transfer.GetByRole(AriaRole.Link, new() { Name = "TransferBody" }).ClickAsync();
        await Expect(guest.Page.Locator("#shape-TransferBody").GetByText("to_user")).ToBeInViewportAsync();
        await guest.Page.GetByTestId("openapi-try").ClickAsync();
        await Expect(guest.Page.GetByText("Sends credits to another customer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_call_can_be_tried()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.GoAsync("/openapi/try");
        var operation = guest.Page.Locator("#operations-Wallet-GetWalletInfo");
        await operation.GetByRole(AriaRole.Button).First.ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        await Expect(operation.Locator(".live-responses-table tbody .response-col_description").First).ToContainTextAsync("\"balance\": 0");
    }
}
