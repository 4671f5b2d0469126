using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Content;

/// <summary>The way of a text to its readers, and what becomes of it afterwards.</summary>
public sealed class PublishingTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task A_text_is_reviewed_changed_approved_and_brought_back_to_an_older_version()
    {
        var writer = await EnterAsync();
        await writer.SignInAsync("editor@example.com");
        var page = new ItemPage(writer);
        await page.BeginAsync("Cooling with air");
        await page.TypeAsync("Air is cold.");
        await page.ActAsync("submit", "given to review");
        var path = new Uri(writer.Page.Url).AbsolutePath;

        var reviewer = await EnterAsync();
        await reviewer.SignInAsync(await Site.NewAdministratorAsync());
        await reviewer.GoAsync(path);
        await new ItemPage(reviewer).ReadyAsync();
        await new ItemPage(reviewer).Text.PressAsync("Control+a");
        await reviewer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Comment" }).FillAsync("Not in summer.");
        await Expect(reviewer.Page.GetByLabel("Passage")).ToHaveValueAsync("Air is cold.");
        await reviewer.LookAsync("editor-review");
        await new ItemPage(reviewer).ActAsync("changes", "went back to its writer");

        await writer.Page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(writer.Page.GetByTestId("comment")).ToContainTextAsync("Not in summer.");
        await page.TypeAsync(" In winter.");
        await page.ActAsync("submit", "given to review");
        await reviewer.GoAsync(path);
        await new ItemPage(reviewer).ActAsync("approve", "Approved and published.");

        var reader = await EnterAsync();
        await reader.GoAsync("/cooling-with-air");
        await Expect(reader.Page.GetByTestId("reader")).ToContainTextAsync("Air is cold. In winter.");
        await reader.LookAsync("reader-page");

        await writer.Page.GetByTestId("history").ClickAsync();
        await writer.Page.GetByRole(AriaRole.Link, new() { Name = "Compare version 1 with the newest" }).ClickAsync();
        await Expect(writer.Page.GetByTestId("diff")).ToContainTextAsync("Air is cold. In winter.");
        await writer.LookAsync("editor-history");
        await writer.Page.GetByTestId("restore").Last.ClickAsync();
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).Last.ClickAsync();
        await Expect(page.Note).ToContainTextAsync("Version 1 is the newest again");
    }

    [Fact]
    public async Task A_plan_is_typed_and_shown_in_the_zone_of_the_site_whatever_clock_an_editor_has()
    {
        var berlin = await EnterAsync();
        await berlin.SignInAsync("editor@example.com");
        var page = new ItemPage(berlin);
        await page.BeginAsync("The night of the clocks");
        var path = new Uri(berlin.Page.Url).AbsolutePath;
        await page.PlanAsync("2027-03-28T02:30");
        await Expect(berlin.Page.Locator(".error-summary")).ToContainTextAsync("does not exist there on that day");
        await Expect(berlin.Page.GetByTestId("publish-at")).ToHaveValueAsync("2027-03-28T02:30");
        await page.PlanAsync("2027-03-28T03:30");
        await Expect(page.Note).ToContainTextAsync("Planned.");
        await Expect(berlin.Page.GetByTestId("zone")).ToContainTextAsync("Times are in Europe/Berlin.");

        var elsewhere = await EnterAsync(options: new() { TimezoneId = "America/New_York" });
        await elsewhere.SignInAsync(await Site.NewAdministratorAsync());
        await elsewhere.GoAsync(path);
        await Expect(elsewhere.Page.GetByTestId("publish-at")).ToHaveValueAsync("2027-03-28T03:30");
        await Expect(elsewhere.Page.GetByTestId("zone")).ToContainTextAsync("Times are in Europe/Berlin.");
        await Expect(new ItemPage(elsewhere).State).ToContainTextAsync("Planned");
    }

    [Fact]
    public async Task A_page_that_is_renamed_there_and_back_is_found_at_all_its_addresses()
    {
        var editor = await EnterAsync();
        await editor.SignInAsync(await Site.NewAdministratorAsync());
        var page = new ItemPage(editor);
        await page.BeginAsync("Heat from machines");
        await page.TypeAsync("It warms the house.");
        await page.ActAsync("publish", "Readers see it now.");
        await MoveAsync(page, "/warm-houses");
        await ExpectAtAsync("/heat-from-machines", "/warm-houses");
        await MoveAsync(page, "/heat-from-machines");
        await ExpectAtAsync("/warm-houses", "/heat-from-machines");
        await ExpectAtAsync("/heat-from-machines", "/heat-from-machines");

        await editor.GoAsync("/admin/content/redirects?q=warm-houses");
        await Expect(editor.Page.GetByTestId("redirects").Locator("tbody tr")).ToHaveCountAsync(1);
        await editor.LookAsync("editor-redirects");
    }

    [Fact]
    public async Task A_page_gets_a_picture_and_a_translation_that_knows_what_it_was_made_from()
    {
        var editor = await EnterAsync();
        await editor.SignInAsync("editor@example.com");
        var page = new ItemPage(editor);
        await page.BeginAsync("A picture of the hall");
        var path = new Uri(editor.Page.Url).AbsolutePath;
        await page.TypeAsync("The hall.\n\n");
        var picture = await editor.Page.ScreenshotAsync(new() { Clip = new() { Width = 320, Height = 200 } });
        await page.PressAsync("image");
        await editor.Page.GetByTestId("picture-file").SetInputFilesAsync(
            new FilePayload { Name = "hall.png", MimeType = "image/png", Buffer = picture });
        await Expect(editor.Page.GetByTestId("picture-chosen")).ToBeVisibleAsync();
        await editor.Page.GetByTestId("picture-insert").ClickAsync();
        await Expect(editor.Page.GetByTestId("picture-dialog").GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("Say what the picture shows, or that it is decoration.");
        await editor.LookAsync("editor-picture");
        await editor.Page.GetByTestId("picture-text").FillAsync("The hall with its machines");
        await editor.Page.GetByTestId("picture-insert").ClickAsync();
        await Expect(page.Preview.GetByRole(AriaRole.Img, new() { Name = "The hall with its machines" })).ToBeVisibleAsync();
        await Expect(editor.Page.GetByTestId("picture-alt")).ToHaveValueAsync("The hall with its machines");
        await PasteAsync(page, picture);
        await editor.Page.GetByTestId("picture-text").FillAsync("The same hall at night");
        await editor.Page.GetByTestId("picture-insert").ClickAsync();
        await Expect(editor.Page.GetByTestId("picture-alt")).ToHaveCountAsync(2);
        await page.ExpectSavedAsync();

        await editor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Language" }).SelectOptionAsync("fr");
        await editor.Page.GetByTestId("translate").ClickAsync();
        await Expect(editor.Page).Not.ToHaveURLAsync(path);
        await page.ReadyAsync();
        var french = new Uri(editor.Page.Url).AbsolutePath;
        await page.Title.FillAsync("Une image de la salle");
        await page.ExpectSavedAsync();
        await editor.GoAsync(path);
        await page.ReadyAsync();
        await page.TypeAsync("\n\nIt is large.");
        await page.ExpectSavedAsync();
        await editor.GoAsync(french);
        await Expect(editor.Page.GetByTestId("source-changed")).ToBeVisibleAsync();
        await editor.LookAsync("editor-translation");
    }

    private static async Task MoveAsync(ItemPage page, string address)
    {
        await page.Address.FillAsync(address);
        await page.ActAsync("publish", "Readers see it now.");
    }

    private async Task ExpectAtAsync(string asked, string address)
    {
        var reader = await EnterAsync();
        await reader.GoAsync(asked);
        await reader.ExpectAddressAsync(address + "$");
        await Expect(reader.Page.GetByTestId("reader")).ToContainTextAsync("It warms the house.");
    }

    /// <summary>As from a program that cuts pictures out of the screen.</summary>
    private static Task PasteAsync(ItemPage page, byte[] picture) => page.Text.EvaluateAsync(
        """
        (text, base64) => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([Uint8Array.from(atob(base64), x => x.charCodeAt(0))], '', { type: 'image/png' }));
          text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }
        """,
        Convert.ToBase64String(picture));
}
