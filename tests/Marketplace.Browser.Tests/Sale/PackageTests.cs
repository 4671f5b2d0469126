using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Payments.Packages;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Sale;

/// <summary>A tenant of the recipe that sells credits in packages.</summary>
public sealed class PackageTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact]
    [Trait("Acceptance", "S3-06"), Trait("Acceptance", "S3-08"), Trait("Acceptance", "S3-09")]
    public async Task Somebody_compares_the_packages_and_buys_one_with_its_bonus()
    {
        var created = await Site.App.Tenants.CreateAsync(
            new TenantCreation("vault", "StreamVault", "streamvault", "/vault", [], Database: null, Administrator: null),
            TestContext.Current.CancellationToken);
        Assert.True(created.Succeeded, created.Error);
        var guest = await EnterAsync("/vault");

        await guest.GoAsync("/credit-packages");
        await Expect(guest.Page.GetByTestId("packages").Locator("thead")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex(
                @"Package\s+Credits\s+Bonus\s+USD Price\s+Cost per Credit\s+Best for", System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(1)));
        await Expect(guest.Page.GetByTestId("package-creator").Locator("th, td")).ToHaveTextAsync(
            ["Creator", "500", "50", "$20.00", "$0.04", "Regular uploaders", "Sign in to buy"]);
        await guest.Page.ScreenshotAsync(new() { Path = Artifacts.File("screens", "credit-packages.png"), FullPage = true });

        await guest.RegisterAsync();
        var wallet = new WalletPage(guest);
        await wallet.OpenAsync();
        await Expect(wallet.Balance).ToHaveTextAsync("0.00 SVC");
        await guest.Page.GetByTestId("buy-creator").ClickAsync();
        await new PaymentDialog(guest).PayAsync("$20.00", PaymentDialog.GoodCard);

        await Expect(wallet.Balance).ToHaveTextAsync("550.00 SVC");
        await Expect(wallet.Transactions).ToHaveCountAsync(2);
        Assert.Equal(550m, await guest.ReadBalanceAsync());
        await guest.Page.ScreenshotAsync(new() { Path = Artifacts.File("screens", "wallet-packages.png"), FullPage = true });
    }

    [Fact]
    [Trait("Acceptance", "S0-38"), Trait("Acceptance", "S1-26")]
    public async Task A_package_bought_at_checkout_completes_the_purchase()
    {
        await Site.App.InTenantAsync("mycelium", async services =>
        {
            var package = new CreditPackage
            { Id = "garden", Name = "Garden", Credits = CreditAmount.FromDecimal(20m), Bonus = CreditAmount.FromDecimal(2m),
                PriceUsd = new Usd(1_800) };
            var changed = await services.GetRequiredService<ITenantAdministration>().ChangeSettingsAsync(
                PackagesSettings.Section, new PackagesSettings { Packages = [package] }, TestContext.Current.CancellationToken);
            Assert.True(changed.Succeeded, changed.Error);
        });
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        var product = new ProductPage(guest);
        await product.OpenAsync("vm-instance");
        await product.BuyNow.ClickAsync();
        var dialog = new BuyCreditsDialog(guest);
        await dialog.Dialog.GetByRole(Microsoft.Playwright.AriaRole.Radio, new() { Name = "Garden: $22.00 for $18" }).CheckAsync();
        await guest.LookAsync("buy-credits-package");
        await dialog.Submit.ClickAsync();
        await new PaymentDialog(guest).PayAsync("$18.00", PaymentDialog.GoodCard);

        await new DeploymentPage(guest).ExpectRunningAsync();
        Assert.Equal(17m, await guest.ReadBalanceAsync());
    }

    [Fact]
    public async Task An_operator_adds_changes_and_removes_a_package()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin/payments/packages/new");
        await admin.Page.GetByTestId("save").ClickAsync();
        await Expect(admin.Page.Locator(".field-error:visible, .invalid-feedback:visible, .field-validation-error:visible").First)
            .ToBeVisibleAsync();
        await admin.Page.GetByLabel("Id", new() { Exact = true }).FillAsync("big");
        await admin.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Big one");
        await admin.Page.GetByLabel("Credits", new() { Exact = true }).FillAsync("100");
        await admin.Page.GetByLabel("Bonus", new() { Exact = true }).FillAsync("10");
        await admin.Page.GetByLabel("USD Price", new() { Exact = true }).FillAsync("90");
        await admin.Page.GetByTestId("save").ClickAsync();
        await admin.ExpectAddressAsync("/admin/payments/packages$");
        await Expect(admin.Page.GetByTestId("package-big")).ToContainTextAsync("$90.00");
        await admin.Page.ScreenshotAsync(new() { Path = Artifacts.File("screens", "admin-packages.png"), FullPage = true });

        await admin.Page.GetByTestId("package-big").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await admin.ExpectAddressAsync("/admin/payments/packages/big");
        await admin.Page.ScreenshotAsync(new() { Path = Artifacts.File("screens", "admin-package.png"), FullPage = true });
        await admin.Page.GetByTestId("remove").ClickAsync();
        await admin.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByRole(Microsoft.Playwright.AriaRole.Button).Last.ClickAsync();
        await Expect(admin.Page.GetByTestId("package-big")).ToHaveCountAsync(0);
    }
}
