using System.Net;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Gateway;
using Marketplace.Stripe.Keys;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Account;

[Trait("Acceptance", "S1-02"), Trait("Acceptance", "S1-50")]
public sealed class ChangeKeysTests
{
    private const string Account = """{"id":"acct_1","object":"account","charges_enabled":true}""";
    private const string NoSuchIntent =
        """{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such payment_intent: 'pi_0'"}}""";
    private const string PayPalOn =
        """
        {"id":"pmc_1","object":"payment_method_configuration","is_default":true,"active":true,"application":null,
        "paypal":{"available":true,"display_preference":{"overridable":null,"preference":"on","value":"on"}}}
        """;
    private const string MissingRight =
        """{"error":{"type":"invalid_request_error","code":"more_permissions_required","message":"Missing rights"}}""";
    private const string UnknownKey = """{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: sk_test_****"}}""";
    private static readonly NewKeys Typed = new(
        StripeMode.Test, "sk_test_1234567890abcd", "pk_test_1234567890", "whsec_1234567890wxyz", TimeSpan.FromHours(24));

    [Fact]
    public async Task Keys_are_tried_out_and_then_stored_encrypted()
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        var saved = Assert.IsType<ChangeKeysResult.Saved>(await ChangeAsync(shell, Typed));
        Assert.Equal(("acct_1", true), (saved.AccountId, saved.ChargesEnabled));

        var (asked, probed) = (stripe.Requests.First().Request, stripe.Requests.Last().Request);
        Assert.Equal("https://api.stripe.com/v1/account", asked.RequestUri!.ToString());
        Assert.Equal("2026-10-28.endive", asked.Headers.GetValues("Stripe-Version").Single());
        Assert.Equal(
            ("sk_test_1234567890abcd", "pk_test_1234567890"),
            (asked.Headers.Authorization!.Parameter, probed.Headers.Authorization!.Parameter));

        var stored = shell.Tenant.Settings.ToJson();
        Assert.DoesNotContain(Typed.SecretKey!, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Typed.WebhookSecret!, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("isEmpty", stored, StringComparison.OrdinalIgnoreCase);
        var account = Current(shell).Account!;
        Assert.Equal((Typed.SecretKey, Typed.PublishableKey), (account.SecretKey, account.PublishableKey));
        Assert.Equal([Typed.WebhookSecret!], account.WebhookSecrets);

        var seen = await ReadAsync(shell);
        Assert.Equal(("abcd", "wxyz", "acct_1"), (seen.SecretKey!.LastFour, Assert.Single(seen.WebhookSecrets).LastFour, seen.AccountId));
        Assert.Equal(shell.Time.GetUtcNow(), seen.SecretKey.SetAt);
        foreach (var secret in (string[])[Typed.SecretKey!, Typed.WebhookSecret!])
        {
            Assert.DoesNotContain(secret, shell.Log.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, $"{Typed} {seen}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(401, 0, nameof(KeyField.SecretKey), "does not know this secret key")]
    [InlineData(403, 0, nameof(KeyField.SecretKey), "may not read its account")]
    [InlineData(200, 401, nameof(KeyField.PublishableKey), "does not know this publishable key")]
    [InlineData(0, 0, nameof(KeyField.None), "could not be reached")]
    [InlineData(200, 500, nameof(KeyField.None), "error (500)")]
    [InlineData(200, 400, nameof(KeyField.None), "error (400)")]
    [InlineData(200, 403, nameof(KeyField.None), "error (403)")]
    [InlineData(503, 0, nameof(KeyField.None), "error (503)")]
    [InlineData(429, 0, nameof(KeyField.None), "Try again in a minute")]
    public async Task What_Stripe_refuses_is_not_stored_and_said_at_its_field(
        int secretStatus, int publishableStatus, string field, string says)
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        await ChangeAsync(shell, Typed);
        var before = shell.Tenant.Settings.ToJson();
        if (secretStatus == 0)
            stripe.Fail(new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"));
        else
            stripe.Answer((HttpStatusCode)secretStatus, secretStatus == 200 ? Account : UnknownKey);
        if (publishableStatus != 0)
        {
            stripe.Answer(HttpStatusCode.OK, ListOf(PayPalOn));
            stripe.Answer((HttpStatusCode)publishableStatus, UnknownKey);
        }

        var refused = Assert.IsType<ChangeKeysResult.Refused>(
            await ChangeAsync(shell, Typed with { SecretKey = "sk_test_other_secret", PublishableKey = "pk_test_other" }));
        var (at, message) = Assert.Single(refused.Problems);
        Assert.Equal(field, at.ToString());
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_", message, StringComparison.Ordinal);
        Assert.Equal(before, shell.Tenant.Settings.ToJson());
        Assert.DoesNotContain("sk_test_other_secret", shell.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "<html>Sign in to the Wi-Fi</html>")]
    [InlineData(503, "<html>Down</html>")]
    [InlineData(200, "<html>Welcome</html>")]
    public async Task Whoever_answers_in_Stripes_place_says_nothing_of_the_keys(int status, string answer)
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        stripe.Answer((HttpStatusCode)status, answer);
        var (field, message) = Assert.Single(Assert.IsType<ChangeKeysResult.Refused>(await ChangeAsync(shell, Typed)).Problems);
        Assert.Equal(KeyField.None, field);
        Assert.Contains("could not be reached", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PayPal_is_offered_where_the_accounts_own_default_has_it()
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        foreach (var (configuration, offers) in (IEnumerable<(string, bool)>)
            [
                (PayPalOn, true),
                ("null", false),
                (PayPalOn.Replace("\"is_default\":true", "\"is_default\":false", StringComparison.Ordinal), false),
                (PayPalOn.Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal), false),
                (PayPalOn.Replace("\"application\":null", "\"application\":\"ca_1\"", StringComparison.Ordinal), false),
                (PayPalOn.Replace("\"available\":true", "\"available\":false", StringComparison.Ordinal), false),
                (PayPalOn.Replace("paypal", "klarna", StringComparison.Ordinal), false),
                ($"{PayPalOn.Replace("\"is_default\":true", "\"is_default\":false", StringComparison.Ordinal)},{PayPalOn}", true),
            ])
        {
            AnswerWell(stripe, configuration: configuration);
            Assert.IsType<ChangeKeysResult.Saved>(await ChangeAsync(shell, Typed));
            Assert.Equal((configuration, offers), (configuration, Current(shell).Account!.OffersPayPal));
        }

        Assert.Contains(
            "/v1/payment_method_configurations?limit=100", stripe.Requests.Select(x => x.Request.RequestUri!.PathAndQuery));
    }

    [Theory]
    [InlineData("acct_1", true)]
    [InlineData("acct_2", false)]
    public async Task A_key_that_may_not_read_what_is_offered_leaves_PayPal_as_it_was_with_its_account(string account, bool offers)
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        await ChangeAsync(shell, Typed);
        stripe.Answer(HttpStatusCode.OK, Account.Replace("acct_1", account, StringComparison.Ordinal));
        stripe.Answer(HttpStatusCode.Forbidden, MissingRight);
        stripe.Answer(HttpStatusCode.NotFound, NoSuchIntent);
        Assert.IsType<ChangeKeysResult.Saved>(await ChangeAsync(shell, Typed with { SecretKey = "rk_test_restricted" }));
        Assert.Equal(offers, Current(shell).Account!.OffersPayPal);
    }

    [Theory]
    [InlineData(nameof(StripeMode.Live), "sk_test_a", "pk_live_a", "whsec_a", nameof(KeyField.SecretKey), "test key, but the mode is Live")]
    [InlineData(nameof(StripeMode.Test), "sk_live_a", "pk_test_a", "whsec_a", nameof(KeyField.SecretKey), "live key, but the mode is Test")]
    [InlineData(
        nameof(StripeMode.Test), "sk_test_a", "pk_live_a", "whsec_a", nameof(KeyField.PublishableKey), "live key, but the mode is Test")]
    [InlineData(nameof(StripeMode.Test), "pk_test_a", "pk_test_a", "whsec_a", nameof(KeyField.SecretKey), "publishable key")]
    [InlineData(nameof(StripeMode.Test), "sk_test_a", "sk_test_a", "whsec_a", nameof(KeyField.PublishableKey), "secret key")]
    [InlineData(nameof(StripeMode.Test), "sk_test_a", "pk_test_a", "sk_test_a", nameof(KeyField.WebhookSecret), "whsec_")]
    [InlineData(nameof(StripeMode.Test), "hunter2", "pk_test_a", "whsec_a", nameof(KeyField.SecretKey), "sk_test_")]
    [InlineData(nameof(StripeMode.Test), "sk_test_a b", "pk_test_a", "whsec_a", nameof(KeyField.SecretKey), "no spaces")]
    [InlineData(nameof(StripeMode.Test), null, "pk_test_a", "whsec_a", nameof(KeyField.SecretKey), "Enter the secret key")]
    [InlineData(nameof(StripeMode.Test), "sk_test_a", null, "whsec_a", nameof(KeyField.PublishableKey), "Enter the publishable key")]
    [InlineData(nameof(StripeMode.Test), "sk_test_a", "pk_test_a", null, nameof(KeyField.WebhookSecret), "no payment is credited")]
    [InlineData(nameof(StripeMode.Sandbox), null, null, null, nameof(KeyField.Mode), "no sandbox")]
    public async Task Keys_that_cannot_fit_are_said_without_asking_Stripe(
        string mode, string? secretKey, string? publishableKey, string? webhook, string field, string says)
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        var refused = Assert.IsType<ChangeKeysResult.Refused>(
            await ChangeAsync(shell, new NewKeys(Enum.Parse<StripeMode>(mode), secretKey, publishableKey, webhook, TimeSpan.Zero)));
        var (at, message) = Assert.Single(refused.Problems);
        Assert.Equal(field, at.ToString());
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Empty(stripe.Requests);
        Assert.True(shell.Tenant.Settings.Get<StripeSettings>(StripeSettings.Section).IsEmpty);
    }

    [Fact, Trait("Acceptance", "S1-06")]
    public async Task A_new_webhook_secret_leaves_the_old_one_its_time()
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        await ChangeAsync(shell, Typed);
        AnswerWell(stripe);
        Assert.IsType<ChangeKeysResult.Saved>(
            await ChangeAsync(shell, Typed with { SecretKey = null, WebhookSecret = "whsec_new_1234567890" }));

        var now = shell.Time.GetUtcNow();
        Assert.Equal(["whsec_new_1234567890", Typed.WebhookSecret!], Current(shell).At(now)!.WebhookSecrets);
        Assert.Equal(Typed.SecretKey, Current(shell).Account!.SecretKey);
        Assert.Equal(now.AddHours(24), (await ReadAsync(shell)).WebhookSecrets[1].Until);
        Assert.Equal(["whsec_new_1234567890"], Current(shell).At(now.AddHours(24))!.WebhookSecrets);
        shell.Time.Advance(TimeSpan.FromHours(24));
        Assert.Single((await ReadAsync(shell)).WebhookSecrets);
    }

    [Fact]
    public async Task The_other_mode_needs_all_its_own_keys()
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        await ChangeAsync(shell, Typed);
        var refused = Assert.IsType<ChangeKeysResult.Refused>(
            await ChangeAsync(shell, new NewKeys(StripeMode.Live, null, "pk_live_a", null, TimeSpan.FromHours(24))));
        Assert.Equal([KeyField.SecretKey, KeyField.WebhookSecret], refused.Problems.Select(x => x.Field));

        AnswerWell(stripe);
        await ChangeAsync(shell, new NewKeys(StripeMode.Live, "sk_live_a", "pk_live_a", "whsec_live", TimeSpan.FromHours(24)));
        Assert.Equal(["whsec_live"], Current(shell).At(shell.Time.GetUtcNow())!.WebhookSecrets);
    }

    [Theory]
    [InlineData("sk_live_b", "pk_live_b", "whsec_other", "acct_2")]
    [InlineData(null, "pk_live_a", "whsec_other", "acct_1")]
    [InlineData("sk_test_b", "pk_test_b", "whsec_other", "acct_1")]
    public async Task Whatever_replaces_live_keys_needs_a_second_person(
        string? secretKey, string publishableKey, string webhookSecret, string accountId)
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        Assert.IsType<ChangeKeysResult.Saved>(
            await ChangeAsync(shell, new NewKeys(StripeMode.Live, "sk_live_a", "pk_live_a", "whsec_live", TimeSpan.Zero)));
        var before = shell.Tenant.Settings.ToJson();
        Assert.True((await ReadAsync(shell)).NeedsSecondPerson);
        var mode = publishableKey.Contains("live", StringComparison.Ordinal) ? StripeMode.Live : StripeMode.Test;
        var typed = new NewKeys(mode, secretKey, publishableKey, webhookSecret, TimeSpan.Zero);

        AnswerWell(stripe, Account.Replace("acct_1", accountId, StringComparison.Ordinal));
        Assert.Equal(
            KeyField.Reason, Assert.Single(Assert.IsType<ChangeKeysResult.Refused>(await ChangeAsync(shell, typed)).Problems).Field);
        AnswerWell(stripe, Account.Replace("acct_1", accountId, StringComparison.Ordinal));
        Assert.IsType<ChangeKeysResult.Waiting>(await ChangeAsync(shell, typed with { Reason = "A new bank" }));

        Assert.Equal(before, shell.Tenant.Settings.ToJson());
        var waiting = Assert.Single(shell.Get<TestApproval>().Waiting);
        Assert.Equal(("stripe.keys", "usr_olga", "A new bank"), (waiting.Kind, waiting.AskedBy, waiting.Reason.ToString()));
        Assert.Contains(accountId, waiting.After?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(webhookSecret, waiting.Payload + waiting.After, StringComparison.Ordinal);
        Assert.DoesNotContain(secretKey ?? "sk_live_a", waiting.Payload + waiting.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_another_account_need_its_own_webhook_secret_and_drop_the_old_one()
    {
        var (shell, stripe) = await StubHttp.StartAsync(_ => { });
        await using var _ = shell;
        AnswerWell(stripe);
        await ChangeAsync(shell, Typed);
        var before = shell.Tenant.Settings.ToJson();
        var other = Typed with { SecretKey = "sk_test_of_another", PublishableKey = "pk_test_of_another" };
        AnswerWell(stripe, Account.Replace("acct_1", "acct_2", StringComparison.Ordinal));
        var refused = Assert.IsType<ChangeKeysResult.Refused>(await ChangeAsync(shell, other with { WebhookSecret = null }));
        var (field, message) = Assert.Single(refused.Problems);
        Assert.Equal(KeyField.WebhookSecret, field);
        Assert.Contains("account acct_2, not to acct_1", message, StringComparison.Ordinal);
        Assert.Equal(before, shell.Tenant.Settings.ToJson());

        AnswerWell(stripe, Account.Replace("acct_1", "acct_2", StringComparison.Ordinal));
        Assert.IsType<ChangeKeysResult.Saved>(await ChangeAsync(shell, other with { WebhookSecret = "whsec_of_another" }));
        Assert.Equal(["whsec_of_another"], Current(shell).At(shell.Time.GetUtcNow())!.WebhookSecrets);
    }

    [Fact]
    public async Task What_the_host_configures_cannot_be_changed_here()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        var refused = Assert.IsType<ChangeKeysResult.Refused>(await ChangeAsync(shell, Typed));
        Assert.Contains("configuration", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.Equal("Marketplace:Stripe", (await ReadAsync(shell)).Source);
        Assert.Empty(stripe.Requests);
    }

    [Fact]
    public async Task Keys_of_the_sandbox_lead_to_the_sandbox_and_the_sandbox_itself_needs_none()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var keys = new NewKeys(StripeMode.Test, host.Account.SecretKey, host.Account.PublishableKey, "whsec_other", TimeSpan.Zero);
        var wrong = Assert.IsType<ChangeKeysResult.Refused>(
            await ChangeAsync(host.Shell, keys with { SecretKey = "sk_test_sandboxwrong" }));
        Assert.Equal(KeyField.SecretKey, Assert.Single(wrong.Problems).Field);
        Assert.Equal("acct_sandbox", Assert.IsType<ChangeKeysResult.Saved>(await ChangeAsync(host.Shell, keys)).AccountId);
        Assert.Equal(host.Account.SecretKey, Current(host.Shell).Account!.SecretKey);
        var gateway = ActivatorUtilities.CreateInstance<StripeGateway>(
            host.Shell.Services, ActivatorUtilities.CreateInstance<StripeAccounts>(host.Shell.Services, Current(host.Shell)));
        Assert.Equal(
            [PaymentMethodKind.Card, PaymentMethodKind.PayPal], (await gateway.GetBrowserSettingsAsync(default))!.Kinds);

        Assert.IsType<ChangeKeysResult.Saved>(
            await ChangeAsync(host.Shell, new NewKeys(StripeMode.Sandbox, null, null, null, TimeSpan.Zero)));
        Assert.False(Current(host.Shell).HasKeys);
        Assert.NotNull(host.Shell.Tenant.Settings.Get<StripeSettings>(StripeSettings.Section).SecretKey);
    }

    private static void AnswerWell(StubHttp stripe, string account = Account, string configuration = PayPalOn)
    {
        stripe.Answer(HttpStatusCode.OK, account);
        stripe.Answer(HttpStatusCode.OK, ListOf(configuration));
        stripe.Answer(HttpStatusCode.NotFound, NoSuchIntent);
    }

    private static string ListOf(string configuration) =>
        $$"""{"object":"list","data":[{{configuration}}],"has_more":false,"url":"/v1/payment_method_configurations"}""";

    private static Task<ChangeKeysResult> ChangeAsync(TestShell shell, NewKeys keys) =>
        shell.InScopeAsync<ChangeKeys, ChangeKeysResult>(x =>
            x.ExecuteAsync("usr_olga", keys, RecordVersion.Of(shell.Tenant.Settings.Get<StripeSettings>(StripeSettings.Section)), default));

    private static Task<KeysState> ReadAsync(TestShell shell) => shell.InScopeAsync<ReadKeys, KeysState>(x => x.ExecuteAsync(default));

    /// <summary>As the shell that a change of the settings builds reads them.</summary>
    private static ConfiguredAccount Current(TestShell shell) => ActivatorUtilities.CreateInstance<ConfiguredAccount>(shell.Services);
}
