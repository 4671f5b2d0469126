using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Content;

public sealed class ReadingDocsTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    [Trait("Acceptance", "S0-71")]
    public async Task A_reader_searches_by_keyboard_walks_the_pages_and_tells_the_editors_what_is_missing()
    {
        var guest = await EnterAsync(options: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var docs = new DocsPage(guest);
        await docs.OpenAsync();
        await guest.Page.Keyboard.PressAsync("/");
        await Expect(docs.Search).ToBeFocusedAsync();
        await guest.Page.Keyboard.TypeAsync("exchnage");
        await Expect(docs.Found.First).ToContainTextAsync("Showing results for");
        await Expect(docs.Found.Locator("mark").First).ToBeVisibleAsync();
        await guest.LookAsync("docs-searching");
        await docs.Search.FillAsync("auto top-up");
        await Expect(docs.Found.First.Locator("mark").First).ToBeVisibleAsync();
        await guest.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(docs.Found.First).ToHaveAttributeAsync("aria-selected", "true");
        await guest.Page.Keyboard.PressAsync("Enter");
        await guest.ExpectAddressAsync("/docs/.+");

        await guest.GoAsync("/docs/tfp");
        await guest.ExpectAddressAsync("/docs/credits$");
        await Expect(docs.Heading).ToHaveTextAsync("USD Credits");
        await Expect(docs.Sidebar.Locator("[aria-current=page]")).ToContainTextAsync("USD Credits");
        await Expect(docs.Crumbs.Locator("[aria-current=page]")).ToHaveTextAsync("USD Credits");
        var last = docs.Contents.GetByRole(AriaRole.Link).Last;
        await last.ClickAsync();
        await Expect(last).ToHaveAttributeAsync("aria-current", "location");

        await guest.Page.GetByTestId("copy-markdown").ClickAsync();
        await Expect(guest.Page.GetByText("Copied as Markdown").Last).ToBeVisibleAsync();
        Assert.Contains(
            "## Buy credits", await guest.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);

        var next = guest.Page.Locator("[rel=next]");
        var title = (await next.InnerTextAsync()).Split('\n')[^1];
        await next.ClickAsync();
        await Expect(docs.Sidebar.Locator("[aria-current=page]")).ToContainTextAsync(title);
        await guest.Page.Locator("[rel=prev]").ClickAsync();
        await guest.ExpectAddressAsync("/docs/credits");

        await guest.Page.Locator("[data-vote=no]").ClickAsync();
        await guest.Page.GetByLabel("What is missing or wrong? (optional)").FillAsync("How do I pay with coffee beans?");
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Send to the editors" }).ClickAsync();
        await Expect(guest.Page.GetByTestId("helpful").GetByRole(AriaRole.Status)).ToHaveTextAsync("Thank you.");
        await guest.GoAsync("/docs/credits");
        await guest.Page.GetByTestId("language-fr").ClickAsync();
        await Expect(docs.Heading).ToHaveTextAsync("Crédits USD");
        await guest.GoAsync("/docs/credits");
        await Expect(docs.Heading).ToHaveTextAsync("Crédits USD");

        var editor = await EnterAsync();
        await editor.SignInAsync("editor@example.com");
        await editor.GoAsync("/admin/docs/feedback?comment=true");
        await Expect(editor.Page.GetByTestId("feedback")).ToContainTextAsync("How do I pay with coffee beans?");
        await editor.LookAsync("docs-feedback-given");
    }

    [Fact]
    public async Task Without_script_and_on_a_phone_everything_can_be_read_and_found()
    {
        var guest = await EnterAsync(options: new()
        {
            JavaScriptEnabled = false, ViewportSize = new() { Width = Looks.Phone, Height = 844 },
        });
        var docs = new DocsPage(guest);
        await docs.OpenAsync("/credits");
        await Expect(docs.Heading).ToHaveTextAsync("USD Credits");
        await Expect(docs.Sidebar).ToBeHiddenAsync();
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "All pages" }).ClickAsync();
        await docs.Sidebar.GetByRole(AriaRole.Link, new() { Name = "Getting Started" }).ClickAsync();
        await guest.ExpectAddressAsync("/docs/getting_started");
        await docs.Search.FillAsync("credts");
        await docs.Search.PressAsync("Enter");
        await guest.ExpectAddressAsync("/docs/search");
        await Expect(guest.Page.GetByTestId("corrected")).ToContainTextAsync("credits");
        await Expect(guest.Page.GetByTestId("results").Locator("mark").First).ToBeVisibleAsync();
        await guest.Page.GetByTestId("results").GetByRole(AriaRole.Link).First.ClickAsync();
        await guest.Page.Locator("[data-vote=yes]").ClickAsync();
        await Expect(guest.Page.GetByLabel("Yes")).ToBeCheckedAsync();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Send to the editors" }).ClickAsync();
        await guest.ExpectAddressAsync("/docs/");
        await guest.GoAsync("/pricing");
        await Expect(docs.Heading).ToBeVisibleAsync();
        await Expect(guest.Page.GetByTestId("reader").Locator("table").First).ToContainTextAsync("$");
    }
}
