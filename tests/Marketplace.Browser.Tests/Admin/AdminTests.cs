using System.Text.RegularExpressions;
using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Admin;

/// <summary>On a site of its own, because features change for everybody.</summary>
public sealed class AdminTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact]
    public async Task Switching_a_feature_off_takes_it_from_the_storefront_and_on_again_brings_it_back()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin");
        await admin.Page.Locator(".admin-menu").GetByRole(AriaRole.Link, new() { Name = "Features" }).ClickAsync();
        await admin.ExpectAddressAsync("/admin/features");
        var features = new FeaturesPage(admin);
        await Expect(features.Switch("Catalog")).ToBeCheckedAsync();
        await features.Switch("Catalog").ClickAsync();
        var question = features.Dialog("Disable Catalog?");
        await Expect(question).ToContainTextAsync("Deployments");
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(features.Switch("Catalog")).ToBeCheckedAsync();

        await features.Switch("Catalog").ClickAsync();
        await features.Confirm("Disable Catalog?").ClickAsync();
        await Expect(features.Note)
            .ToContainTextAsync(
                new Regex("Catalog is off, and with it (?=.*Deployments)(?=.*Orders)", RegexOptions.None, TimeSpan.FromMinutes(1)));
        await Expect(features.Switch("Catalog")).Not.ToBeCheckedAsync();
        var visitor = await EnterAsync();
        visitor.Watch.Expect("/marketplace");
        var gone = await visitor.GoAsync("/marketplace");
        Assert.Equal(404, gone!.Status);
        await visitor.GoAsync("/");
        await Expect(visitor.Page.GetByTestId("tagline")).ToBeVisibleAsync();

        await admin.ExpectAddressAsync("/admin/features");
        await features.Switch("Deployments").ClickAsync();
        await Expect(features.Dialog("Enable Deployments?")).ToContainTextAsync("Catalog");
        await features.Confirm("Enable Deployments?").ClickAsync();
        await Expect(features.Note)
            .ToContainTextAsync(
                new Regex("Deployments is on, and with it (?=.*Catalog)(?=.*Orders)", RegexOptions.None, TimeSpan.FromMinutes(1)));
        await new Storefront(visitor).OpenAsync("compute");
        await Expect(new Storefront(visitor).Card("VM Instance")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_customer_is_told_that_the_admin_portal_is_not_for_them()
    {
        var customer = await EnterAsync();
        customer.Watch.Expect("/account/access-denied");
        await customer.SignInAsync("customer@example.com");
        await Expect(customer.Page.GetByTestId("admin-link")).ToHaveCountAsync(0);
        await customer.GoAsync("/admin/features");
        await Expect(customer.Page.GetByTestId("access-denied")).ToBeVisibleAsync();
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the start page" }).ClickAsync();
        await Expect(customer.Page.GetByTestId("tagline")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_look_is_remembered()
    {
        var guest = await EnterAsync("", new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        await guest.GoAsync("/");
        var page = guest.Page.Locator("html");
        var light = await BackgroundAsync(guest);
        await new Topbar(guest).ThemeToggle.ClickAsync();
        await Expect(page).ToHaveAttributeAsync("data-bs-theme", "dark");
        await guest.GoAsync("/marketplace");
        await Expect(page).ToHaveAttributeAsync("data-bs-theme", "dark");
        Assert.NotEqual(light, await BackgroundAsync(guest));
        await new Topbar(guest).ThemeToggle.ClickAsync();
        await guest.GoAsync("/");
        Assert.Equal(light, await BackgroundAsync(guest));
    }

    [Fact]
    public async Task Who_signs_in_is_in_and_who_signs_out_is_out()
    {
        var customer = await EnterAsync();
        var login = new LoginPage(customer);
        await login.OpenAsync();
        await login.SignInAsync("customer@example.com");
        await new Topbar(customer).SignOutAsync();
        await Expect(customer.Page.GetByTestId("account-menu")).ToHaveCountAsync(0);
        await customer.GoAsync("/dashboard/wallet");
        await customer.ExpectAddressAsync("/account/login");
    }

    private static Task<string> BackgroundAsync(Guest guest) =>
        guest.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
