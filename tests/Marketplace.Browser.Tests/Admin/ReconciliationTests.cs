using Marketplace.Browser.Tests.Pages;
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
        await LookAsync(guest, "matches");

        await ExecuteAsync(
            app,
            """
            insert into top_ups (id, user_id, amount, amount_cents, purpose, return_url, idempotency_key, request_hash, gateway, status, payment_intent_id, created_at, updated_at)
            values ('top_lost', 'usr_nobody', 25000000, 2500, 'tfc_purchase', '', 'k', 'h', 'stripe', 'Succeeded', 'pi_elsewhere',
              strftime('%Y-%m-%dT%H:%M:%S.000000Z', 'now', '-1 hour'), strftime('%Y-%m-%dT%H:%M:%S.000000Z', 'now', '-1 hour'))
            """);
        await guest.Page.GetByTestId("run-now").ClickAsync();
        var difference = guest.Page.GetByTestId("difference");
        await Assertions.Expect(difference).ToContainTextAsync("Credited here, not paid there");
        await Assertions.Expect(difference).ToContainTextAsync("$25.00");
        await LookAsync(guest, "differs");

        await guest.GoAsync("/admin");
        await guest.Page.GetByTestId("attention-reconciliation").GetByRole(AriaRole.Link).ClickAsync();
        await difference.GetByLabel("Why it may stay").FillAsync("Paid to the account we used before");
        await difference.GetByTestId("explain").ClickAsync();
        await Assertions.Expect(guest.Page.GetByTestId("closed-difference")).ToContainTextAsync("Paid to the account we used before");
        await Assertions.Expect(difference).ToHaveCountAsync(0);
        await LookAsync(guest, "explained");

        await guest.GoAsync("/admin");
        await Assertions.Expect(guest.Page.GetByTestId("attention-reconciliation")).ToHaveCountAsync(0);
        Assert.Empty(guest.Watch.Findings);
    }

    private static async Task LookAsync(Guest guest, string name)
    {
        foreach (var width in new[] { 1280, 390 })
        {
            await guest.Page.SetViewportSizeAsync(width, 900);
            foreach (var look in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = look });
                await guest.Page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Path = Artifacts.File("screens", $"reconciliation-{name}-{width}-{look}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled,
                });
            }

            var wide = await guest.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(wide <= 0, $"{wide} px wider than the screen of {width}");
        }

        await guest.Page.SetViewportSizeAsync(1280, 900);
    }

    private static Task ExecuteAsync(MarketplaceApp app, string sql) =>
        app.InTenantAsync("mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(db => db.ExecuteAsync(sql), CancellationToken.None));
}
