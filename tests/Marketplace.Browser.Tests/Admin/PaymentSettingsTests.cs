using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Admin;

public sealed class PaymentSettingsTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact, Trait("Acceptance", "S0-12")]
    public async Task An_administrator_sets_amounts_limits_and_the_seller()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin/payments/settings");
        await admin.Page.GetByTestId("fixed-amounts").FillAsync("10, ten");
        await admin.Page.GetByTestId("new-limit").FillAsync("0");
        await admin.Page.GetByTestId("save").ClickAsync();
        await Expect(admin.Page.Locator(".field-error:visible")).ToHaveCountAsync(2);
        await admin.LookAsync("admin-payment-settings");
        await admin.Page.GetByTestId("fixed-amounts").FillAsync("15, 35");
        await admin.Page.GetByTestId("new-limit").FillAsync("40");
        await admin.Page.GetByTestId("save").ClickAsync();
        await Expect(admin.Page.GetByText("It counts for payments from now on.")).ToBeVisibleAsync();
        await admin.GoAsync("/dashboard/wallet");
        await Expect(admin.Page.GetByTestId("buy-35")).ToHaveTextAsync("Add $35 Credits");

        await admin.GoAsync("/admin/payments/receipts");
        await admin.Page.GetByTestId("seller-name").FillAsync("Mycelium Marketplace eG");
        await admin.Page.GetByTestId("seller-address").FillAsync("Waldweg 1\n10115 Berlin");
        await admin.Page.GetByTestId("seller-tax").FillAsync("VAT ID DE123456789");
        await admin.Page.GetByTestId("attach-pdf").CheckAsync();
        await admin.Page.GetByTestId("preview").ClickAsync();
        await Expect(admin.Page.GetByTestId("receipt-preview").GetByTestId("seller")).ToHaveTextAsync("Mycelium Marketplace eG");
        await Expect(admin.Page.GetByTestId("receipt-preview")).ToContainTextAsync("10115 Berlin");
        await admin.LookAsync("admin-receipts");
        await admin.Page.GetByTestId("save").ClickAsync();
        await Expect(admin.Page.GetByText("All receipts show it from now on.")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByTestId("attach-pdf")).ToBeCheckedAsync();
        var file = await admin.Page.RunAndWaitForDownloadAsync(() => admin.Page.GetByTestId("preview-pdf").ClickAsync());
        await file.SaveAsAsync(Artifacts.File("screens", "receipt-preview.pdf"));
    }
}
