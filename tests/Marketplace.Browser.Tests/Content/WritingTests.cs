using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Content;

/// <summary>An editor at the text: what is typed is seen beside it, is saved by itself, and is never lost.</summary>
public sealed class WritingTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    private const string Editor = "editor@example.com";

    [Fact]
    public async Task An_editor_writes_with_keys_blocks_and_tables_and_sees_what_readers_will_see()
    {
        var guest = await EnterAsync();
        await guest.SignInAsync(Editor);
        var page = new ItemPage(guest);
        await page.BeginAsync("Machines that rest");
        await page.TypeAsync("A machine that rests costs nothing.\n\nIt costs ");
        await Expect(page.SaveState).ToHaveTextAsync("Not saved yet");
        await Expect(page.Preview).ToContainTextAsync("A machine that rests costs nothing.");

        await page.PressAsync("block");
        await guest.LookAsync("editor-blocks");
        await guest.Page.Locator("[data-block=price]").ClickAsync();
        await guest.Page.GetByTestId("block-product").SelectOptionAsync("vm-instance");
        await Expect(guest.Page.GetByTestId("block-shown")).ToHaveTextAsync("Shows now: $5.00/month");
        await guest.Page.GetByTestId("block-insert").ClickAsync();
        await Expect(guest.Page.GetByTestId("block-chip")).ToContainTextAsync("$5.00/month");
        await Expect(page.Preview.GetByTestId("price-block")).ToHaveTextAsync("$5.00/month");

        // One stop for the Tab key, arrows within.
        await page.TypeAsync("\n\n");
        await guest.Page.GetByTestId("do-undo").FocusAsync();
        await guest.Page.Keyboard.PressAsync("End");
        await Expect(guest.Page.GetByTestId("do-help")).ToBeFocusedAsync();
        await guest.Page.Keyboard.PressAsync("Home");
        await guest.Page.Keyboard.PressAsync("ArrowRight");
        await guest.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(guest.Page.GetByTestId("do-bold")).ToBeFocusedAsync();
        await guest.Page.Keyboard.PressAsync("Enter");
        await guest.Page.Keyboard.TypeAsync("strong");
        await Expect(page.Preview.Locator("strong")).ToHaveTextAsync("strong");
        await page.ExpectSavedAsync();

        await page.TypeAsync("\n\n");
        await page.PressAsync("table");
        await Expect(guest.Page.GetByTestId("cell-0-0")).ToBeFocusedAsync();
        await guest.Page.Keyboard.TypeAsync("Machine");
        await guest.Page.Keyboard.PressAsync("Tab");
        await guest.Page.Keyboard.TypeAsync("Price | month");
        await guest.Page.GetByTestId("cell-1-0").FillAsync("Small");
        await guest.Page.GetByTestId("table-add-row").ClickAsync();
        await Expect(page.Preview.Locator("th").Nth(1)).ToHaveTextAsync("Price | month");
        await page.ExpectSavedAsync();
        await guest.LookAsync("editor-widgets");

        // Autosave made versions meanwhile; undo goes back over them.
        await page.Text.FocusAsync();
        await guest.Page.Keyboard.PressAsync("Control+End");
        for (var i = 0; i < 40 && await guest.Page.GetByTestId("cell-0-0").CountAsync() > 0; i++)
            await page.PressAsync("undo");

        await Expect(page.Preview.Locator("table")).ToHaveCountAsync(0);
        await page.ExpectSavedAsync();

        await page.PressAsync("plain");
        Assert.StartsWith(
            "A machine that rests costs nothing.\n\nIt costs {{price product=\"vm-instance\"}}", await page.Plain.InputValueAsync(),
            StringComparison.Ordinal);
        await page.Plain.PressSequentiallyAsync(" Plain words.");
        await page.ExpectSavedAsync();
        await page.PressAsync("plain");
        await Expect(page.Text).ToContainTextAsync("Plain words.");
    }

    [Fact]
    public async Task What_was_typed_outlives_the_host_and_is_there_in_another_browser()
    {
        var folder = await MarketplaceProcess.CopySamplesAsync();
        try
        {
            string path;
            await using (var host = await MarketplaceProcess.StartAsync(folder))
            {
                var guest = await EnterAsync(host.Address);
                await guest.SignInAsync(Editor);
                var page = new ItemPage(guest);
                await page.BeginAsync("Before the storm");
                path = new Uri(guest.Page.Url).AbsolutePath;
                await page.TypeAsync("These words are saved.");
                await page.ExpectSavedAsync();
                guest.Watch.Expect(host.Address.ToString());
                await host.KillAsync();
                await page.TypeAsync(" These are not.");
                await Expect(page.SaveState).ToHaveTextAsync("Not saved: you are offline");
            }

            await using var later = await MarketplaceProcess.StartAsync(folder);
            var another = await EnterAsync(later.Address);
            await another.SignInAsync(Editor);
            await another.GoAsync(path);
            await Expect(new ItemPage(another).Text).ToHaveTextAsync("These words are saved.");
        }
        finally
        {
            TestFolder.Delete(folder);
        }
    }

    [Fact]
    public async Task Two_who_write_at_once_see_both_texts()
    {
        var first = await EnterAsync();
        await first.SignInAsync(Editor);
        var mine = new ItemPage(first);
        await mine.BeginAsync("Written by two");
        await mine.TypeAsync("The beginning.");
        await mine.ExpectSavedAsync();
        var second = await first.NewTabAsync();
        await second.GoAsync(new Uri(first.Page.Url).AbsolutePath);
        var theirs = new ItemPage(second);
        await theirs.ReadyAsync();
        await theirs.TypeAsync(" Theirs.");
        await theirs.ExpectSavedAsync();

        first.Watch.Expect("409");
        await mine.TypeAsync(" Mine.");
        await Expect(mine.Notice("conflict")).ToContainTextAsync("nothing was overwritten");
        await first.Page.GetByTestId("conflict-show").ClickAsync();
        var texts = first.Page.GetByTestId("conflict-texts");
        await Expect(texts).ToContainTextAsync("The beginning. Theirs.");
        await Expect(texts).ToContainTextAsync("The beginning. Mine.");
        await first.LookAsync("editor-conflict");
        await first.Page.GetByTestId("conflict-keep").ClickAsync();
        await mine.ExpectSavedAsync();

        await first.Page.GetByTestId("history").ClickAsync();
        await Expect(first.Page.GetByTestId("version")).ToHaveCountAsync(3);
        await second.Page.ReloadAsync();
        await Expect(theirs.Text).ToHaveTextAsync("The beginning. Mine.");
    }

    [Fact]
    public async Task Signed_out_while_writing_an_editor_signs_in_again_and_loses_nothing()
    {
        var guest = await EnterAsync();
        await guest.SignInAsync(Editor);
        var page = new ItemPage(guest);
        await page.BeginAsync("A long afternoon");
        await page.TypeAsync("Before.");
        await page.ExpectSavedAsync();
        guest.Watch.Expect("401");
        await guest.Context.ClearCookiesAsync();
        await page.TypeAsync(" After.");
        await Expect(page.SaveState).ToHaveTextAsync("Not saved: you are signed out");
        await guest.LookAsync("editor-signed-out");

        var login = await guest.Context.RunAndWaitForPageAsync(() => guest.Page.GetByTestId("sign-in-again").ClickAsync());
        await login.GetByLabel("E-mail").FillAsync(Editor);
        await login.GetByLabel("Password", new() { Exact = true }).FillAsync(guest.Password);
        await login.GetByTestId("login-submit").ClickAsync();
        await page.ExpectSavedAsync();
        await guest.Page.ReloadAsync();
        await Expect(page.Text).ToHaveTextAsync("Before. After.");
    }
}
