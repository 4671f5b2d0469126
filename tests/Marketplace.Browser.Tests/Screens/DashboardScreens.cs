using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;

namespace Marketplace.Browser.Tests.Screens;

public sealed class DashboardScreens(Chromium chromium, Site site, Lookers lookers) : ScreenTest(chromium, site, lookers)
{
    private static readonly ScreenPage[] Screens =
    [
        new("dashboard-new", "/dashboard", Looker.NewCustomer),
        new("dashboard", "/dashboard", Looker.Customer),
        new("terms", "/dashboard/terms", Looker.Customer),
        new("wallet-empty", "/dashboard/wallet", Looker.NewCustomer),
        new("wallet", "/dashboard/wallet", Looker.Customer),
        new("wallet-filtered", "/dashboard/wallet?type=TopUp&q=Credit&from=2020-01-01", Looker.Customer),
        new("wallet-bad-filter", "/dashboard/wallet?type=Nothing&from=31.12.2026", Looker.Customer),
        new("transaction", "/dashboard/wallet?type=Deployment", Looker.Customer, Follow: "[data-test=transaction] a"),
        new("statements", "/dashboard/wallet/statements", Looker.Customer),
        new("statement", "/dashboard/wallet/statements", Looker.Customer, Follow: "[data-test=statement] a"),
        new("payments-empty", "/dashboard/wallet/payments", Looker.NewCustomer),
        new("payments-list", "/dashboard/wallet/payments?status=paid", Looker.Customer),
        new("payment-receipt", "/dashboard/wallet/payments?status=paid", Looker.Customer,
            Follow: "[data-test=payment] .history-description a"),
        new("low-balance", "/dashboard/wallet/low-balance", Looker.Customer),
        new("auto-topup", "/dashboard/wallet/auto-topup", Looker.Customer),
        new("auto-topup-method", "/dashboard/wallet/auto-topup", Looker.Customer, Open: "[data-test=change-method]"),
        new("payment-dialog", "/dashboard/wallet", Looker.Customer, Open: "[data-test=buy-25]"),
        new("payment-methods-empty", "/dashboard/wallet/payment-methods", Looker.NewCustomer),
        new("payment-methods", "/dashboard/wallet/payment-methods", Looker.Customer) { Act = SaveCardsAsync },
        new("payment-method-dialog", "/dashboard/wallet/payment-methods", Looker.Customer, Open: "[data-test=add-card]"),
        new("payment-dialog-saved", "/dashboard/wallet/payment-methods", Looker.Customer, Open: "[data-test=buy-25]")
        { Act = SaveCardsAndOpenWalletAsync },
        new("transfer", "/dashboard/wallet/transfer", Looker.Customer),
        new("transfer-refused", "/dashboard/wallet/transfer", Looker.Customer)
        { Act = guest => new TransferPages(guest).ReviewAsync("nobody-has-this@example.com", "1") },
        new("transfer-confirm", "/dashboard/wallet/transfer", Looker.Customer) { Act = guest => ReviewTransferAsync(guest) },
        new("transfer-done", "/dashboard/wallet/transfer", Looker.Customer) { Act = SendAsync },
        new("deployments-empty", "/dashboard/deployments", Looker.NewCustomer),
        new("deployments", "/dashboard/deployments", Looker.Customer),
        new("deployment", "/dashboard/deployments?status=Running", Looker.Customer, Follow: "tr[data-deployment] a"),
        new("deployment-failed", "/dashboard/deployments?status=Failed", Looker.Customer, Follow: "tr[data-deployment] a"),
        new("settings", "/dashboard/settings", Looker.Customer),
        new("notifications-empty", "/dashboard/notifications", Looker.NewCustomer),
        new("notifications", "/dashboard/notifications", Looker.Customer),
        new("notification", "/dashboard/notifications", Looker.Customer, Follow: "[data-test=notice] a"),
        new("notification-choices", "/dashboard/settings/notifications", Looker.Customer),
        new("bell", "/dashboard", Looker.Customer, Open: "[data-test=bell] summary"),
        new("not-found-customer", "/dashboard/no-such-page", Looker.Customer, Status: 404),
    ];

    public static TheoryData<string> Names => [.. Screens.Select(x => x.Name)];

    /// <summary>One that is good for long, one that ends this month. Saving them again replaces them.</summary>
    private static async Task SaveCardsAsync(Guest guest)
    {
        var page = new PaymentMethodsPage(guest);
        var dialog = new PaymentDialog(guest);
        var now = DateTime.UtcNow;
        foreach (var (card, label, expiry) in ((string, string, string)[])[
            (PaymentDialog.GoodCard, "Visa •••• 4242", "12 / 40"),
            ("5555 5555 5555 4444", "Mastercard •••• 4444", $"{now.Month:00} / {now.Year % 100:00}")])
        {
            await page.AddCardAsync();
            await dialog.FillAsync(card);
            await dialog.Expiry.FillAsync(expiry);
            await dialog.Pay.ClickAsync();
            await Microsoft.Playwright.Assertions.Expect(dialog.Dialog).ToBeHiddenAsync();
            await Microsoft.Playwright.Assertions.Expect(page.Method(label)).ToBeVisibleAsync();
        }

        await page.OpenAsync();
    }

    private static async Task SaveCardsAndOpenWalletAsync(Guest guest)
    {
        await SaveCardsAsync(guest);
        await new WalletPage(guest).OpenAsync();
    }

    private static async Task ReviewTransferAsync(Guest guest)
    {
        await new TransferPages(guest).ReviewAsync("customer@example.com", "0.01", "For the domain");
        await guest.ExpectAddressAsync("/dashboard/wallet/transfer/confirm");
    }

    private static async Task SendAsync(Guest guest)
    {
        await ReviewTransferAsync(guest);
        await new TransferPages(guest).Send.ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet/transfer/done");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task Looks_right(string screen) => LookAsync(Screens.Single(x => x.Name == screen));
}
