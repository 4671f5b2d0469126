using System.Net;
using AngleSharp.Html.Dom;
using Marketplace.Data;
using Marketplace.StripeSandbox.Keys;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Host;

/// <summary>The operators' pages of Stripe in the real host.</summary>
public sealed class StripePagesTests
{
    private const string Keys = "/admin/stripe/account";
    private const string Webhooks = "/admin/stripe/webhooks";

    [Theory, Trait("Acceptance", "S1-02"), Trait("Acceptance", "S1-50")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_administrator_sets_keys_that_nobody_sees_again(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        var keys = await app.InTenantAsync("mycelium", x => x.GetRequiredService<SandboxKeys>().GetAsync(default));
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var page = await admin.GetPageAsync(Keys);
        Assert.EndsWith("/api/stripe/webhook", Text(page, "webhook-address"), StringComparison.Ordinal);
        Assert.Equal("2026-10-28.endive", Text(page, "api-version"));
        Assert.Equal("Sandbox", Text(page, "mode-in-use"));
        Assert.Contains("charge.dispute.funds_reinstated", Text(page, "event-types"), StringComparison.Ordinal);

        var wrong = await SaveAsync(admin, "sk_test_sandboxwrongwrong", keys.PublishableKey, keys.WebhookSecret);
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        var refused = await Visitor.ReadPageAsync(wrong);
        Assert.Contains(
            "does not know this secret key", refused.QuerySelector("#Input_SecretKey")!.Closest(".field")!.TextContent,
            StringComparison.Ordinal);
        AssertHidden(refused, "sk_test_sandboxwrongwrong", keys.WebhookSecret, keys.SecretKey);
        Assert.Equal(keys.PublishableKey, refused.QuerySelector("#Input_PublishableKey")!.GetAttribute("value"));
        Assert.Equal("Sandbox", Text(await admin.GetPageAsync(Keys), "mode-in-use"));

        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(admin, keys.SecretKey, keys.PublishableKey, keys.WebhookSecret)).StatusCode);
        var saved = await admin.GetPageAsync(Keys);
        Assert.Equal(
            ("Test", "acct_sandbox", "offered"), (Text(saved, "mode-in-use"), Text(saved, "account-id"), Text(saved, "paypal")));
        Assert.Contains(keys.SecretKey[^4..], Text(saved, "secret-key-hint"), StringComparison.Ordinal);
        AssertHidden(saved, keys.SecretKey, keys.WebhookSecret);
        using var bank = app.NewVisitor();
        var called = await bank.PostJsonAsync("/api/stripe/webhook", new { });
        Assert.Equal(HttpStatusCode.BadRequest, called.StatusCode);
        Assert.Contains(
            "works",
            (await Visitor.ReadPageAsync(
                await admin.FollowAsync(
                    await admin.SubmitAsync(Keys, new Dictionary<string, string>(StringComparer.Ordinal),
                        "handler=Test")))).Body!.TextContent, StringComparison.Ordinal);

        using var editor = app.NewVisitor();
        await editor.SignInAsync("operator@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync(Keys)).StatusCode);
    }

    [Fact]
    public async Task Keys_of_the_configuration_win_and_are_only_named()
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Marketplace:Stripe:SecretKey"] = "sk_test_configured_secret",
                ["Marketplace:Stripe:PublishableKey"] = "pk_test_configured",
                ["Marketplace:Stripe:WebhookSecret"] = "whsec_configured_secret",
            },
        });
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var page = await admin.GetPageAsync(Keys);
        Assert.Contains("(Marketplace:Stripe)", Text(page, "configured"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-test=keys]"));
        Assert.Equal("not offered", Text(page, "paypal"));
        AssertHidden(page, "sk_test_configured_secret", "whsec_configured_secret");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_Stripe_reported_is_found_read_and_run_again(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var operator_ = app.NewVisitor();
        await operator_.SignInAsync("operator@example.com");
        Assert.Contains("No webhook has come in yet", (await operator_.GetPageAsync(Webhooks)).Body!.TextContent, StringComparison.Ordinal);
        await app.InTenantAsync("mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into stripe_events (event_id, type, object_id, payload, status, detail, deliveries, received_at)
                values ('evt_1', 'something.new', 'obj_1', '{"id":"evt_1","type":"something.new","data":{"object":{"id":"obj_1"}}}',
                'Failed', 'It broke.', 3, '2026-01-02T03:04:05.000000Z')
                """,
                null,
                default),
            default));
        Assert.Contains(
            "One webhook could not be applied", (await operator_.GetPageAsync("/admin")).Body!.TextContent, StringComparison.Ordinal);

        var list = await operator_.GetPageAsync(Webhooks + "?q=obj_1&status=Failed");
        Assert.Equal("evt_1", Assert.Single(list.QuerySelectorAll("[data-test=webhook]")).GetAttribute("data-id"));
        Assert.NotNull(list.QuerySelector("[data-test=run-all]"));
        var detail = await operator_.GetPageAsync(Webhooks + "/evt_1");
        Assert.Contains("It broke.", Text(detail, "outcome"), StringComparison.Ordinal);
        Assert.Contains("\"something.new\"", Text(detail, "payload"), StringComparison.Ordinal);
        var run = await Visitor.ReadPageAsync(
            await operator_.FollowAsync(
                await operator_.SubmitAsync(Webhooks + "/evt_1", new Dictionary<string, string>(StringComparer.Ordinal), "handler=Run")));
        Assert.Contains("its type is not used", Text(run, "outcome"), StringComparison.Ordinal);
        Assert.Contains("operator@example.com", Text(run, "runs"), StringComparison.Ordinal);
        Assert.Null((await operator_.GetPageAsync(Webhooks)).QuerySelector("[data-test=run-all]"));
        Assert.Equal(HttpStatusCode.NotFound, (await operator_.GetAsync(Webhooks + "/evt_unknown")).StatusCode);
    }

    private static Task<HttpResponseMessage> SaveAsync(Visitor admin, string secretKey, string publishableKey, string webhookSecret) =>
        admin.SubmitAsync(
            Keys,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Input.Mode"] = "Test", ["Input.SecretKey"] = secretKey, ["Input.PublishableKey"] = publishableKey,
                    ["Input.WebhookSecret"] = webhookSecret,
            });

    private static string Text(IHtmlDocument page, string test) => page.QuerySelector($"[data-test={test}]")!.TextContent.Trim();

    private static void AssertHidden(IHtmlDocument page, params string[] secrets) =>
        Assert.All(secrets, x => Assert.DoesNotContain(x, page.DocumentElement.OuterHtml, StringComparison.Ordinal));
}
