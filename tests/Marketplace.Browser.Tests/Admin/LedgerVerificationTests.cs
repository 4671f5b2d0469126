using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Admin;

/// <summary>An operator verifies the ledger, leaves, comes back, and is told what differs.</summary>
public sealed class LedgerVerificationTests(Chromium chromium)
{
    private const string Address = "/admin/credits/verification";

    [Fact]
    public async Task Verifying_shows_its_result_without_a_reload_and_names_what_differs()
    {
        // A host of its own: its ledger is damaged.
        await using var app = await MarketplaceApp.StartAsync();
        await using var guest = await Guest.EnterAsync(chromium, app.Address);
        await guest.SignInAsync("operator@example.com");

        await guest.GoAsync(Address);
        await guest.Page.GetByTestId("verify-now").ClickAsync();
        await Assertions.Expect(guest.Page.GetByTestId("verification-clean")).ToBeVisibleAsync();
        await Assertions.Expect(guest.Page.GetByTestId("verify-now")).ToBeEnabledAsync();
        await guest.LookAsync("verification-clean");

        await ExecuteAsync(
            app,
            """
            insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at)
            values ('acc_0damaged', 'customer', 'usr_nobody', 'credit', 2500000, 0, 0, '2026-01-01T00:00:00.000000Z')
            """);
        await guest.Page.GetByTestId("verify-now").ClickAsync();
        var finding = guest.Page.GetByTestId("verification-finding")
            .Filter(new LocatorFilterOptions { HasText = "Every balance is the sum of its entries" });
        await Assertions.Expect(finding).ToContainTextAsync("expected 0, found 2.5.");
        await guest.LookAsync("verification-differs");

        await guest.GoAsync("/admin");
        await guest.Page.GetByTestId("attention-ledger").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(finding).ToBeVisibleAsync();
        Assert.Empty(guest.Watch.Findings);
    }

    [Fact]
    public async Task A_run_goes_on_showing_its_progress_until_it_is_over()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await using var guest = await Guest.EnterAsync(chromium, app.Address);
        await ExecuteAsync(
            app,
            """
            insert into ledger_checks (id, alone, status, started_by, started_at, begun, beat_at, sealed)
            values ('chk_1', 'running', 'running', 'nightly', strftime('%Y-%m-%dT%H:%M:%S.000000Z', 'now'), true,
            '2100-01-01T00:00:00.000000Z', 0);
            insert into ledger_check_rules (check_id, position, rule, status, unit, done, total) values
              ('chk_1', 0, 'EntriesBelongToAccounts', 'true', 'accounts', 4000, 4000),
              ('chk_1', 1, 'EntriesAreNumberedWithoutGap', 'running', 'accounts', 1200, 4000),
              ('chk_1', 2, 'BalancesAreSumsOfEntries', 'waiting', 'accounts', 0, 0)
            """);
        await guest.SignInAsync("operator@example.com");

        await guest.GoAsync(Address);
        await Assertions.Expect(guest.Page.GetByTestId("verification-count")).ToContainTextAsync("1,200 of 4,000 accounts");
        await guest.LookAsync("verification-running");

        await ExecuteAsync(app, "update ledger_check_rules set done = 3400 where position = 1");
        await Assertions.Expect(guest.Page.GetByTestId("verification-count")).ToContainTextAsync("3,400 of 4,000 accounts");
        await ExecuteAsync(
            app, "update ledger_check_rules set status = 'true', done = total; update ledger_checks set status = 'clean', alone = null, "
                + "finished_at = '2100-01-01T00:00:00.000000Z'");
        await Assertions.Expect(guest.Page.GetByTestId("verification-clean")).ToBeVisibleAsync();
        await Assertions.Expect(guest.Page.Locator("#verification[hx-get]")).ToHaveCountAsync(0);
        Assert.Empty(guest.Watch.Findings);
    }

    private static Task ExecuteAsync(MarketplaceApp app, string sql) =>
        app.InTenantAsync(
            "mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(db => db.ExecuteAsync(sql), CancellationToken.None));
}
