using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;
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
        await guest.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Artifacts.File("screens", "statement-print.png"), FullPage = true });
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

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Reserved_expiring_and_owed_credits_are_shown_for_what_they_are(int width, int height)
    {
        var guest = await EnterAsync(
            options: new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        await guest.RegisterAsync();
        await guest.BuyCreditsAsync(25);
        await GiveAsync(guest, async (ledger, db, userId) =>
        {
            var expires = TimeProvider.System.GetUtcNow().AddDays(12);
            foreach (var (amount, days) in new[] { (5m, 0), (3m, 20) })
            {
                await ledger.PostAsync(
                    db,
                    new Posting(
                        $"gift:{userId}:{days}", TransactionType.Bonus, userId, CreditAmount.FromDecimal(amount), SystemAccount.Promotions,
                        "Welcome", new Dictionary<string, string>())
                    {
                        Grant = new Grant(LotKind.Promotional, expires.AddDays(days)),
                    },
                    CancellationToken.None);
            }

            await ledger.PlaceHoldAsync(
                db, new HoldRequest("hold:" + userId, userId, CreditAmount.FromDecimal(6), null, "VM Instance", "dep_1"),
                CancellationToken.None);
        });

        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("$27.00");
        await guest.Page.GetByTestId("wallet-reserved").Locator("summary").ClickAsync();
        await Expect(guest.Page.GetByTestId("hold")).ToContainTextAsync("VM Instance");
        await guest.Page.GetByTestId("wallet-expiring").Locator("summary").ClickAsync();
        await Expect(guest.Page.GetByTestId("kind")).ToHaveCountAsync(2);
        await LookAsync(guest, $"wallet-reserved-{width}");

        await GiveAsync(guest, async (ledger, db, userId) =>
        {
            var bought = await ledger.PostAsync(
                db, new Posting(
                    "more:" + userId, TransactionType.TopUp, userId, CreditAmount.FromDecimal(50), SystemAccount.PaymentClearing, "More",
                    new Dictionary<string, string>()), CancellationToken.None);
            await ledger.PostAsync(
                db, new Posting(
                    "spent:" + userId, TransactionType.Purchase, userId, CreditAmount.FromDecimal(-70), SystemAccount.Revenue, "Much",
                    new Dictionary<string, string>()), CancellationToken.None);
            await ledger.ReverseAsync(
                db, new Reversal(
                    "back:" + userId, ((PostResult.Posted)bought).TransactionId, CreditAmount.FromDecimal(50), TransactionType.Chargeback,
                    "Charged back", new Dictionary<string, string>()), CancellationToken.None);
        });
        await wallet.OpenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("-$43.00");
        await Expect(guest.Page.GetByTestId("wallet-debt")).ToContainTextAsync("You owe $43.00");
        await LookAsync(guest, $"wallet-debt-{width}");
        await wallet.Transactions.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(guest.Page.GetByTestId("reverses")).ToBeVisibleAsync();
        await LookAsync(guest, $"transaction-reversal-{width}");
    }

    [Fact]
    public async Task Buying_credits_brings_the_chart_and_the_history_without_a_reload()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await Expect(wallet.Chart).ToHaveCountAsync(0);
        await guest.Page.EvaluateAsync("() => window.sameDocument = true");
        await wallet.BuyAsync(25);
        await new PaymentDialog(guest).PayAsync("$25.00", PaymentDialog.GoodCard);
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
        await Expect(wallet.Chart.Locator("canvas[width]")).ToBeVisibleAsync();
        Assert.True(await guest.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));
    }

    [Fact]
    public async Task Without_scripts_the_wallet_works_just_as_well()
    {
        var (guest, _) = await WithMachineAsync();
        var plain = await EnterAsync(
            options: new BrowserNewContextOptions { JavaScriptEnabled = false, StorageState = await guest.Context.StorageStateAsync() });
        var wallet = new WalletPage(plain);
        await wallet.OpenAsync();
        await wallet.SearchAsync("stripe");
        await Expect(wallet.Transactions).ToHaveCountAsync(1);
        await wallet.AskForNoticeAsync(true, "30");
        await Expect(wallet.LowBalance).ToBeVisibleAsync();
    }

    private static async Task LookAsync(Guest guest, string name)
    {
        await guest.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await guest.Page.ScreenshotAsync(
            new PageScreenshotOptions
            { Path = Artifacts.File("screens", name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        Assert.Empty(await Barriers.FindAsync(guest.Page, ColorScheme.Light));
        Assert.Equal(
            0, await guest.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /// <summary>Moves money behind the customer's back, in one transaction.</summary>
    private Task GiveAsync(Guest guest, Func<ILedger, UnitOfWork, string, Task> work) =>
        Site.App.InTenantAsync("mycelium", async services =>
        {
            var user = await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(guest.Email, CancellationToken.None);
            await services.GetRequiredService<IDatabase>()
                .InTransactionAsync(db => work(services.GetRequiredService<ILedger>(), db, user!.Id), CancellationToken.None);
        });

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
