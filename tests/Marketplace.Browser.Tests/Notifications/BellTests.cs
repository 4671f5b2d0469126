using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Notifications;

public sealed class BellTests(Chromium chromium, Site site) : BrowserTest(chromium, site)
{
    [Fact]
    public async Task The_bell_counts_and_what_is_read_is_read_without_a_reload()
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        await guest.GoAsync("/dashboard");
        var bell = new Bell(guest);
        await Expect(bell.Count).ToHaveCountAsync(0);
        await bell.OpenAsync();
        await Expect(guest.Page.GetByTestId("bell-latest")).ToContainTextAsync("Nothing yet.");

        await guest.GoAsync("/");
        await guest.Page.EvaluateAsync("() => window.sameDocument = true");
        for (var i = 1; i <= 3; i++)
            await Site.TellAsync(guest.Email, $"bell_{guest.Email}_{i}", $"${i}.00");
        await guest.Page.EvaluateAsync("() => document.dispatchEvent(new CustomEvent('balance-changed'))");
        await Expect(bell.Count).ToHaveTextAsync("3");
        await bell.OpenAsync();
        await Expect(bell.Latest).ToHaveCountAsync(3);
        await Expect(bell.Latest.First).ToContainTextAsync("You received $3.00");
        await bell.ReadAll.ClickAsync();
        await Expect(bell.Count).ToHaveCountAsync(0);
        await Expect(bell.ReadAll).ToHaveCountAsync(0);
        Assert.True(await guest.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));

        await Site.TellAsync(guest.Email, $"bell_{guest.Email}_4", "$4.00");
        await guest.GoAsync("/");
        await bell.OpenAsync();
        await bell.Latest.First.ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/notifications/ntc_");
        await Expect(guest.Page.GetByTestId("notice-body"))
            .ToContainTextAsync("ben@example.com sent you $4.00. The credits are in your wallet. Their note: <b>thanks</b>");
        await guest.Page.GetByTestId("notice-link").ClickAsync();
        await guest.ExpectAddressAsync("/dashboard/wallet$");
        await Expect(bell.Count).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task All_notifications_are_paged_filtered_and_marked_in_place()
    {
        var guest = await WithNoticesAsync(23);
        var page = new NotificationsPage(guest);
        await page.OpenAsync();
        await Expect(page.Rows).ToHaveCountAsync(20);
        await guest.Page.EvaluateAsync("() => window.sameDocument = true");
        await page.ReadFirstAsync();
        await Expect(page.Unread).ToHaveCountAsync(19);
        await Expect(new Bell(guest).Count).ToHaveTextAsync("22");
        Assert.True(await guest.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));

        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Rows).ToHaveCountAsync(3);
        await page.OpenAsync();
        await page.ReadAllAsync();
        await Expect(page.Unread).ToHaveCountAsync(0);
        await Expect(new Bell(guest).Count).ToHaveCountAsync(0);
        await guest.Page.GetByTestId("show-unread").ClickAsync();
        await Expect(guest.Page.GetByText("You have read everything")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_and_on_a_phone_it_works_just_as_well()
    {
        var guest = await WithNoticesAsync(2);
        var plain = await EnterAsync(options: new BrowserNewContextOptions
        {
            JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 390, Height = 844 },
                StorageState = await guest.Context.StorageStateAsync(),
        });
        var (bell, page) = (new Bell(plain), new NotificationsPage(plain));
        await plain.GoAsync("/dashboard");
        await Expect(bell.Count).ToHaveTextAsync("2");
        await bell.OpenAsync();
        await Expect(bell.Latest.First).ToBeInViewportAsync();
        await plain.Page.GetByTestId("bell-all").ClickAsync();
        await page.ReadFirstAsync();
        await Expect(page.Unread).ToHaveCountAsync(1);
        await page.ReadAllAsync();
        await Expect(page.Unread).ToHaveCountAsync(0);
        await Expect(bell.Count).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_customer_chooses_what_is_mailed_and_is_told_what_is_always_sent()
    {
        var guest = await WithNoticesAsync(0);
        await guest.GoAsync("/dashboard/notifications");
        await guest.Page.GetByTestId("notification-settings").ClickAsync();
        await Expect(guest.Page.Locator("[data-category=wallet]"))
            .ToContainTextAsync(
                new System.Text.RegularExpressions.Regex(
                    "Always sent:.*Credits sent to somebody", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(guest.Page.Locator("[data-category=operations]")).ToHaveCountAsync(0);
        var mail = guest.Page.GetByRole(AriaRole.Switch, new() { Name = "Your credits by e-mail" });
        await Expect(mail).ToBeCheckedAsync();
        await mail.UncheckAsync();
        await guest.Page.GetByTestId("save-preferences").ClickAsync();
        await Expect(guest.Page.GetByTestId("page-note")).ToContainTextAsync("Saved.");
        await Expect(mail).Not.ToBeCheckedAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Switch, new() { Name = "Your credits at the bell" })).ToBeCheckedAsync();

        await Site.TellAsync(guest.Email, $"choice_{guest.Email}", "$9.00");
        await Site.TellAsync("customer@example.com", $"choice_{guest.Email}", "$9.00");
        await Eventually.BecomesAsync(
            true,
            () => Task.FromResult(
                Site.MailsOf()
                    .Any(
                        x => x.Contains("To: customer@example.com", StringComparison.Ordinal)
                            && x.Contains("You received $9.00", StringComparison.Ordinal))));
        await guest.GoAsync("/");
        await Expect(new Bell(guest).Count).ToHaveTextAsync("1");
        Assert.DoesNotContain(
            Site.MailsOf(), x => x.Contains($"To: {guest.Email}", StringComparison.Ordinal)
                && x.Contains("You received $9.00", StringComparison.Ordinal));

        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/dashboard/settings/notifications");
        await Expect(admin.Page.Locator("[data-category=operations]")).ToContainTextAsync("Always sent:");
        await Expect(admin.Page.GetByRole(AriaRole.Switch, new() { Name = "Running this site by e-mail" })).ToBeCheckedAsync();
    }

    private async Task<Guest> WithNoticesAsync(int count)
    {
        var guest = await EnterAsync();
        await guest.RegisterAsync();
        for (var i = 1; i <= count; i++)
            await Site.TellAsync(guest.Email, $"many_{guest.Email}_{i}", $"${i}.00");
        return guest;
    }
}
