using Marketplace.Browser.Tests.Pages;
using Marketplace.Browser.Tests.Support;
using Marketplace.Data;
using Marketplace.StripeSandbox.Keys;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Stripe;

/// <summary>On a site of its own, because the account and the weather are for everybody.</summary>
public sealed class StripeAdminTests(Chromium chromium, Site site) : BrowserTest(chromium, site), IClassFixture<Site>
{
    [Fact, Trait("Acceptance", "S1-50")]
    public async Task An_administrator_enters_a_wrong_key_and_then_the_right_one()
    {
        var keys = await Site.App.InTenantAsync(
            "mycelium", x => x.GetRequiredService<Marketplace.StripeSandbox.Keys.SandboxKeys>().GetAsync(CancellationToken.None));
        var admin = await EnterAsync();
        await admin.SignInAsync("admin@example.com");
        var page = new StripeAccountPage(admin);
        await page.OpenAsync();
        await Expect(page.ModeInUse).ToHaveTextAsync("Sandbox");

        await page.SaveAsync("Test", "sk_test_sandboxwrongkey", keys.PublishableKey, keys.WebhookSecret);
        await Expect(page.Errors).ToContainTextAsync("Stripe does not know this secret key");
        await Expect(page.SecretKey).ToHaveValueAsync("");
        await Expect(page.ModeInUse).ToHaveTextAsync("Sandbox");
        await admin.LookAsync("stripe-keys-wrong");

        await page.SaveAsync("Test", keys.SecretKey, keys.PublishableKey, keys.WebhookSecret);
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("acct_sandbox");
        await Expect(page.ModeInUse).ToHaveTextAsync("Test");
        await Expect(page.SecretKeyHint).ToContainTextAsync(keys.SecretKey[^4..]);
        Assert.DoesNotContain(keys.SecretKey, await admin.Page.ContentAsync(), StringComparison.Ordinal);
        await admin.LookAsync("stripe-keys-stored");
        await admin.Page.GetByTestId("test-connection").ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("The connection works");
    }

    [Fact, Trait("Acceptance", "S2-45")]
    public async Task A_webhook_that_failed_is_found_read_and_run_again()
    {
        await Site.App.InTenantAsync("mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into stripe_events (event_id, type, object_id, payload, status, detail, deliveries, received_at)
                values ('evt_failed', 'refund.updated', 're_1',
                '{"id":"evt_failed","type":"refund.updated","data":{"object":{"id":"re_1","object":"refund","payment_intent":null}}}',
                        'Failed', 'Stripe did not say how the object is now (connection_error).', 3, '2026-01-02T03:04:05.000000Z')
                """,
                null,
                CancellationToken.None),
            CancellationToken.None));
        var admin = await EnterAsync();
        await admin.SignInAsync("operator@example.com");
        await admin.GoAsync("/admin");
        await admin.Page.GetByTestId("attention-webhooks").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        var row = admin.Page.Locator("[data-id=evt_failed]");
        await Expect(row).ToContainTextAsync("connection_error");
        await admin.LookAsync("stripe-webhooks-failed");
        await row.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Expect(admin.Page.GetByTestId("payload")).ToContainTextAsync("refund.updated");
        await admin.LookAsync("stripe-webhook-failed");
        await admin.Page.GetByTestId("run-again").ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("changed nothing: it has no payment intent");
        await Expect(admin.Page.GetByTestId("run")).ToContainTextAsync("operator@example.com");
    }

    [Fact]
    public async Task An_operator_plays_the_bank_and_the_weather()
    {
        var keys = await Site.App.InTenantAsync(
            "mycelium", x => x.GetRequiredService<Marketplace.StripeSandbox.Keys.SandboxKeys>().GetAsync(CancellationToken.None));
        var pending = await RefundAsync(keys.SecretKey, "pm_card_pendingRefund");
        await PayAsync(keys.SecretKey, "pm_card_createDispute");
        var admin = await EnterAsync();
        await admin.SignInAsync("operator@example.com");
        await admin.GoAsync("/admin/stripe/sandbox");
        await admin.Page.Locator($"[data-id={pending}]").GetByTestId("refund-succeed").ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("The refund has succeeded.");
        await Expect(admin.Page.Locator($"[data-id={pending}]")).ToContainTextAsync("succeeded");
        await admin.Page.GetByTestId("dispute").First.GetByTestId("dispute-won").ClickAsync();
        await Expect(admin.Page.GetByTestId("dispute").First).ToContainTextAsync("won");
        await admin.Page.GetByTestId("resend").First.ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("sent again");

        await admin.Page.GetByTestId("slow").FillAsync("61");
        await admin.Page.GetByTestId("broken").FillAsync("7");
        await admin.Page.GetByTestId("save-weather").EvaluateAsync("button => { button.form.noValidate = true; }");
        await admin.Page.GetByTestId("save-weather").ClickAsync();
        await Expect(admin.Page.Locator("p.field-error")).ToContainTextAsync("Enter a whole number from 0 to 60.");
        await admin.Page.GetByTestId("slow").FillAsync("0");
        await admin.Page.GetByTestId("late").FillAsync("5");
        await admin.Page.GetByTestId("save-weather").ClickAsync();
        await Expect(admin.Page.GetByTestId("page-note")).ToContainTextAsync("The weather is as you chose");
        await admin.LookAsync("stripe-sandbox-played");
    }

    private async Task<string> RefundAsync(string key, string card)
    {
        var payment = await PayAsync(key, card);
        return await PostAsync(key, "refunds", [KeyValuePair.Create("payment_intent", payment)]);
    }

    private Task<string> PayAsync(string key, string card) => PostAsync(
        key,
        "payment_intents",
        [
            KeyValuePair.Create("amount", "2500"), KeyValuePair.Create("currency", "usd"),
            KeyValuePair.Create("allowed_payment_method_types[]", "card"),
            KeyValuePair.Create("confirm", "true"), KeyValuePair.Create("payment_method", card),
        ]);

    private async Task<string> PostAsync(string key, string path, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Site.App.Address, "stripe-sandbox/v1/" + path))
        { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new("Bearer", key);
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.ToString();
    }
}
