using Marketplace.Browser.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Wallet;

/// <summary>What a customer does on the wallet page besides buying.</summary>
public sealed class WalletTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task Filters_work_in_place_stay_in_the_address_and_survive_going_back()
    {
        var (guest, wallet) = await WithMachineAsync();
        await guest.Page.EvaluateAsync("() => window.sameDocument = true");
        await Expect(wallet.Transactions).ToHaveCountAsync(2);

        await wallet.SearchAsync("stripe");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
        await guest.ExpectAddressAsync("/dashboard/wallet\\?q=stripe$");
        await Expect(wallet.Search).ToHaveValueAsync("stripe");
        await Expect(wallet.Search).ToBeFocusedAsync();
        await wallet.Type.SelectOptionAsync("Deployment");
        await Expect(guest.Page.GetByText("No transactions match")).ToBeVisibleAsync();
        await guest.Page.GoBackAsync();
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
        await wallet.ClearFiltersAsync();
        await Expect(wallet.Transactions).ToHaveCountAsync(2);
        await guest.ExpectAddressAsync("/dashboard/wallet$");
        Assert.True(await guest.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_understood_is_named_and_kept()
    {
        var (guest, wallet) = await WithMachineAsync();
        await wallet.OpenAsync("?from=31.12.2026&q=stripe");
        await Expect(wallet.FilterProblems).ToContainTextAsync("31.12.2026");
        await Expect(guest.Page.GetByTestId("filter-from")).ToHaveValueAsync("31.12.2026");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_transaction_its_statement_and_the_files_are_one_click_away()
    {
        var (guest, wallet) = await WithMachineAsync();
        var csv = await wallet.ExportAsync();
        Assert.Equal(4, (await File.ReadAllTextAsync(await csv.PathAsync())).Split("\r\n").Length);

        await wallet.Transactions.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(guest.Page.GetByTestId("transaction-amount")).ToHaveTextAsync("-$5.00");
        await Expect(guest.Page.GetByTestId("captured-hold")).ToContainTextAsync("$5.00");
        await Expect(guest.Page.GetByTestId("lot")).ToHaveCountAsync(1);

        await wallet.OpenAsync();
        await guest.Page.GetByTestId("statements-link").ClickAsync();
        await guest.Page.GetByTestId("statement").First.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(guest.Page.GetByTestId("closing")).ToHaveTextAsync("$20.00");
        await Expect(guest.Page.GetByTestId("statement-line")).ToHaveCountAsync(2);
        var pdf = await guest.Page.RunAndWaitForDownloadAsync(() => guest.Page.GetByTestId("statement-pdf").ClickAsync());
        Assert.EndsWith(".pdf", pdf.SuggestedFilename, StringComparison.Ordinal);
        await pdf.SaveAsAsync(Artifacts.File("files", "statement.pdf"));
        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await guest.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Artifacts.File("screens", "statement-print.png"), FullPage = true });
        await Expect(guest.Page.GetByTestId("statement-pdf")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Below_the_chosen_amount_the_wallet_and_the_overview_say_so()
    {
        var (guest, wallet) = await WithMachineAsync();
        await Expect(wallet.Chart.Locator("canvas")).ToBeVisibleAsync();
        await Expect(wallet.LowBalance).ToHaveCountAsync(0);

        await wallet.AskForNoticeAsync(true, "abc");
        await Expect(guest.Page.GetByText("Nothing was changed.")).ToBeVisibleAsync();
        await Expect(guest.Page.GetByTestId("low-balance-amount")).ToHaveValueAsync("abc");

        await wallet.AskForNoticeAsync(true, "25");
        await Expect(wallet.LowBalance).ToContainTextAsync("$20.00 left, less than $25.00");
        await guest.GoAsync("/dashboard");
        await Expect(wallet.LowBalance).ToBeVisibleAsync();

        await wallet.OpenAsync();
        await wallet.AskForNoticeAsync(false, "25");
        await Expect(wallet.Balance).ToHaveTextAsync("$20.00");
        await Expect(wallet.LowBalance).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_scripts_the_wallet_works_just_as_well()
    {
        var (guest, _) = await WithMachineAsync();
        var plain = await EnterAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false, StorageState = await guest.Context.StorageStateAsync() });
        var wallet = new WalletPage(plain);
        await wallet.OpenAsync();
        await wallet.SearchAsync("stripe");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
        await wallet.AskForNoticeAsync(true, "30");
        await Expect(wallet.LowBalance).ToBeVisibleAsync();
    }

    /// <summary>A customer who bought $25 of credits and a machine for $5.</summary>
    private async Task<(Guest Guest, WalletPage Wallet)> WithMachineAsync()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(25);
        await new ProductPage(guest).OpenAsync("vm-instance");
        await new ProductPage(guest).BuyNow.ClickAsync();
        await new DeploymentPage(guest).ExpectRunningAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        return (guest, wallet);
    }
}
