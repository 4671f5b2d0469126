using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Migration;

/// <summary>On a site of its own, because a migration is for everybody.</summary>
public sealed class TfpMigrationTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact]
    [Trait("Acceptance", "S0-64")]
    [Trait("Acceptance", "S0-65")]
    [Trait("Acceptance", "S0-67")]
    [Trait("Acceptance", "S0-69")]
    [Trait("Acceptance", "S0-104")]
    public async Task An_administrator_migrates_the_samples_a_customer_is_told_and_the_administrator_takes_it_back()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin");
        await admin.Page.Locator(".admin-menu").GetByRole(AriaRole.Link, new() { Name = "TFP migration" }).ClickAsync();
        await admin.ExpectAddressAsync("/admin/credits/tfp-migration");
        await admin.LookAsync("tfp-migration");

        await admin.Page.GetByTestId("folder").SelectOptionAsync("samples");
        await admin.Page.GetByTestId("check").ClickAsync();
        await ExpectStateAsync(admin, "checked");
        await Expect(admin.Page.GetByTestId("migrated-user")).ToHaveCountAsync(10);
        await Expect(admin.Page.GetByTestId("migrated-user").First).ToContainTextAsync("$15.05");
        await admin.LookAsync("tfp-checked");

        await admin.Page.GetByTestId("start").ClickAsync();
        await admin.Page.GetByTestId("confirm").ClickAsync();
        await ExpectStateAsync(admin, "applied");
        await admin.LookAsync("tfp-applied");

        var customer = await EnterAsync();
        await customer.SignInAsync("customer@example.com");
        await new WalletPage(customer).OpenAsync();
        await Expect(new WalletPage(customer).Balance).ToHaveTextAsync("$15.05");
        await Expect(customer.Page.GetByTestId("migration-notice")).ToContainTextAsync("your balance became $15.05");
        await Expect(customer.Page.GetByTestId("transaction")).ToHaveCountAsync(4);
        await customer.LookAsync("wallet-after-migration");
        Assert.DoesNotContain("TFP", await customer.Page.Locator("body").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await customer.Page.GetByTestId("dismiss-notice").ClickAsync();
        await Expect(customer.Page.GetByTestId("migration-notice")).ToHaveCountAsync(0);
        await customer.Page.ReloadAsync();
        await Expect(customer.Page.GetByTestId("migration-notice")).ToHaveCountAsync(0);

        await admin.Page.GetByTestId("rollback").ClickAsync();
        await Expect(admin.Page.GetByTestId("confirm")).ToBeDisabledAsync();
        await admin.Page.GetByTestId("confirm-name").FillAsync("roll back");
        await admin.LookAsync("tfp-rollback-dialog");
        await admin.Page.GetByTestId("confirm").ClickAsync();
        await ExpectStateAsync(admin, "rolled-back");
        await new WalletPage(customer).OpenAsync();
        await Expect(new WalletPage(customer).Balance).ToHaveTextAsync("$0.00");
    }

    [Fact]
    public async Task Files_with_errors_are_uploaded_refused_and_discarded()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin/credits/tfp-migration");
        await admin.Page.GetByTestId("upload").SetInputFilesAsync(
        [
            new FilePayload
            { Name = "ann.json", MimeType = "application/json",
                Buffer = "{\"user_email\": \"ann@example.net\", \"wallet_balance\": 15.5}"u8.ToArray() },
            new FilePayload
            { Name = "ben.json", MimeType = "application/json",
                Buffer = "{\"user_email\": \"ben\", \"wallet_balance\": \"150.5\", \"transactions\": [{\"id\": \"a\"}]}"u8.ToArray() },
            new FilePayload { Name = "half.json", MimeType = "application/json", Buffer = "{\"user_email\": \"eve@exa"u8.ToArray() },
        ]);
        await admin.Page.GetByTestId("send-upload").ClickAsync();
        await ExpectStateAsync(admin, "refused");
        await Expect(admin.Page.GetByTestId("findings")).ToContainTextAsync("half.json");
        await Expect(admin.Page.GetByTestId("findings")).ToContainTextAsync("transactions[0].timestamp");
        await Expect(admin.Page.GetByTestId("start")).ToHaveCountAsync(0);
        await admin.LookAsync("tfp-refused");
        await admin.Page.GetByTestId("discard").ClickAsync();
        await admin.Page.GetByTestId("confirm").ClickAsync();
        await Expect(admin.Page.GetByText("The check was discarded.")).ToBeVisibleAsync();
    }

    private static Task ExpectStateAsync(Guest guest, string state) =>
        Expect(guest.Page.GetByTestId("tfp-run")).ToHaveAttributeAsync("data-state", state);
}
