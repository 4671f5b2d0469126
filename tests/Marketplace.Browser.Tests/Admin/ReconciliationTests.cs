using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Admin;

/// <summary>An operator compares the books with the sandbox's, and settles what differs.</summary>
public sealed class ReconciliationTests(Chromium chromium)
{
    private const string Address = "/admin/payments/reconciliation";

    [Fact]
    public async Task A_run_shows_its_result_without_a_reload_and_a_difference_is_explained_or_mended()
    {
        // A host of its own: its books are damaged.
        await using var app = await MarketplaceApp.StartAsync();
        await using var guest = await Guest.EnterAsync(chromium, app.Address);
        await guest.SignInAsync("operator@example.com");

        await guest.GoAsync(Address);
        await guest.Page.GetByTestId("run-now").ClickAsync();
        await Assertions.Expect(guest.Page.GetByTestId("figures")).ToBeVisibleAsync();
        await Assertions.Expect(guest.Page.GetByTestId("reconciliation")).ToContainTextAsync("Everything matches");
        await guest.LookAsync("reconciliation-matches");

        await ExecuteAsync(
            app,
            """
            insert into top_ups (id, user_id, amount, amount_cents, purpose, return_url, idempotency_key, request_hash, gateway, status,
            payment_intent_id, created_at, updated_at)
            values ('top_lost', 'usr_nobody', 25000000, 2500, 'tfc_purchase', '', 'k', 'h', 'stripe', 'Succeeded', 'pi_elsewhere',
              strftime('%Y-%m-%dT%H:%M:%S.000000Z', 'now', '-1 hour'), strftime('%Y-%m-%dT%H:%M:%S.000000Z', 'now', '-1 hour'))
            """);
        await guest.Page.GetByTestId("run-now").ClickAsync();
        var difference = guest.Page.GetByTestId("difference");
        await Assertions.Expect(difference).ToContainTextAsync("Credited here, not paid there");
        await Assertions.Expect(difference).ToContainTextAsync("$25.00");
        await guest.LookAsync("reconciliation-differs");

        await guest.GoAsync("/admin");
        await guest.Page.GetByTestId("attention-reconciliation").GetByRole(AriaRole.Link).ClickAsync();
        await difference.GetByLabel("Why it may stay").FillAsync("Paid to the account we used before");
        await difference.GetByTestId("explain").ClickAsync();
        await Assertions.Expect(guest.Page.GetByTestId("closed-difference")).ToContainTextAsync("Paid to the account we used before");
        await Assertions.Expect(difference).ToHaveCountAsync(0);
        await guest.LookAsync("reconciliation-explained");

        await guest.GoAsync("/admin");
        await Assertions.Expect(guest.Page.GetByTestId("attention-reconciliation")).ToHaveCountAsync(0);
        Assert.Empty(guest.Watch.Findings);
    }

    private static Task ExecuteAsync(MarketplaceApp app, string sql) =>
        app.InTenantAsync(
            "mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(db => db.ExecuteAsync(sql), CancellationToken.None));
}
