using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Notifications;

/// <summary>On a site of its own, because texts are for everybody.</summary>
public sealed class TemplateTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact]
    public async Task An_administrator_changes_a_text_sees_it_before_and_takes_it_back()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin/notifications/templates");
        await admin.Page.Locator("[data-kind='credits.transfer-received'] a").ClickAsync();
        var page = new TemplatePage(admin);
        await Expect(page.PreviewSubject).ToHaveTextAsync("You received $5.00");
        await admin.Page.EvaluateAsync("() => window.sameDocument = true");

        await page.Subject.FillAsync("{{amount}} for you");
        await page.Body.FillAsync("**{{sender}}** sent {{amuont}} <script>alert(1)</script>");
        await page.PreviewAsync();
        await Expect(admin.Page.GetByTestId("preview-problems")).ToContainTextAsync("There is no value {{amuont}}.");
        await Expect(page.Body).ToHaveValueAsync("**{{sender}}** sent {{amuont}} <script>alert(1)</script>");
        Assert.True(await admin.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));
        await page.SaveAsync();
        await Expect(page.BodyError).ToHaveCountAsync(1);
        await Expect(page.BodyError).ToContainTextAsync("The values are {{amount}}, {{sender}}, {{note}}, {{transaction}}, {{site}}.");

        await admin.LookAsync("notification-text-refused");
        await page.Body.FillAsync("**{{sender}}** sent {{amount}} <script>alert(1)</script>");
        await page.PreviewAsync();
        await Expect(page.PreviewSubject).ToHaveTextAsync("$5.00 for you");
        await Expect(page.PreviewHtml.Locator("strong")).ToHaveTextAsync("ann@example.com");
        await Expect(page.PreviewText).ToContainTextAsync("ann@example.com sent $5.00 <script>alert(1)</script>");
        await admin.Page.GetByTestId("test-mail").ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("admin@example.com");
        Assert.Contains(
            Site.MailsOf(), x => x.Contains("To: admin@example.com", StringComparison.Ordinal)
                && x.Contains("Subject: $5.00 for you", StringComparison.Ordinal));
        await page.SaveAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("Saved.");

        await Site.TellAsync("customer@example.com", "template_1", "$7.00");
        var customer = await EnterAsync();
        await customer.SignInAsync("customer@example.com");
        await customer.GoAsync("/dashboard");
        await new Bell(customer).OpenAsync();
        await Expect(new Bell(customer).Latest.First).ToContainTextAsync("$7.00 for you");

        await admin.Page.GetByTestId("reset").ClickAsync();
        await admin.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Use the default", Exact = true }).ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("The default text is back.");
        await Expect(page.Subject).ToHaveValueAsync("You received {{amount}}");
    }

    [Fact]
    public async Task Every_text_of_every_module_can_be_used_as_it_stands()
    {
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin/notifications/templates");
        var kinds = await admin.Page.GetByTestId("template").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.kind)");
        Assert.True(kinds.Length >= 4, string.Join(", ", kinds));
        Assert.Equal(kinds.Length, kinds.Distinct(StringComparer.Ordinal).Count());
        foreach (var kind in kinds)
        {
            await new TemplatePage(admin).OpenAsync(kind);
            await Expect(admin.Page.GetByTestId("preview-problems")).ToHaveCountAsync(0);
            await Expect(new TemplatePage(admin).PreviewText).Not.ToContainTextAsync("{{");
        }
    }

    [Fact]
    public async Task A_mail_that_was_given_up_is_seen_and_sent_again()
    {
        await Site.TellAsync("customer@example.com", "given-up", "$8.00");
        await Eventually.BecomesAsync(
            true, () => Task.FromResult(Site.MailsOf().Any(x => x.Contains("You received $8.00", StringComparison.Ordinal))));
        await Eventually.BecomesAsync(1, () => GiveUpAsync("given-up"));
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        await admin.GoAsync("/admin");
        await admin.Page.GetByTestId("attention-mails").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        var row = admin.Page.GetByTestId("delivery");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row.GetByTestId("error")).ToHaveTextAsync("The mail server said no.");
        await Expect(row).ToContainTextAsync("customer@example.com");
        await admin.LookAsync("deliveries-given-up");
        await row.GetByTestId("retry").ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("sent again");
        await Expect(row).ToHaveCountAsync(0);
        await admin.GoAsync("/admin/notifications/deliveries?q=given-up&channel=Mail");
        await Eventually.BecomesAsync(true, async () =>
        {
            await admin.Page.ReloadAsync();
            return (await row.InnerTextAsync()).Contains("Delivered", StringComparison.Ordinal);
        });
    }

    /// <summary>As a mail server that was away for hours leaves it.</summary>
    private Task<int> GiveUpAsync(string eventId) =>
        Site.App.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                "update notice_deliveries set state = 'GivenUp', attempts = 15, error = 'The mail server said no.' where event_id = "
                + "@eventId and channel = 'Mail' and state = 'Sent'", new { eventId }, default),
            default));
}
