using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.StripeSandbox.Keys;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketplace.Stripe.Tests.Account;

[Trait("Acceptance", "S1-02"), Trait("Acceptance", "S1-50")]
public sealed class AccountTests
{
    private static readonly StripeSettings Good = new()
    { SecretKey = "sk_test_a", PublishableKey = "pk_test_a", WebhookSecret = "whsec_a" };

    [Fact]
    public async Task Keys_come_from_the_tenants_settings()
    {
        await using var shell = await ShellAsync(Good);
        var account = await shell.Get<StripeAccounts>().FindAsync(default);
        Assert.Equal(("sk_test_a", "pk_test_a", false), (account!.SecretKey, account.PublishableKey, account.IsSandbox));
        Assert.Equal("https://js.stripe.com/v3/", account.ScriptUrl);
        Assert.Null(shell.Get<ConfiguredAccount>().Source);
    }

    [Fact]
    public async Task What_the_host_configures_comes_before_them()
    {
        await using var shell = await ShellAsync(Good, x =>
        {
            x.Configuration["Marketplace:Stripe:SecretKey"] = "sk_test_host";
            x.Configuration["Marketplace:Stripe:PublishableKey"] = "pk_test_host";
            x.Configuration["Marketplace:Stripe:WebhookSecret"] = "whsec_host";
        });
        Assert.Equal("sk_test_host", (await shell.Get<StripeAccounts>().FindAsync(default))!.SecretKey);
        Assert.Equal("Marketplace:Stripe", shell.Get<ConfiguredAccount>().Source);
        Assert.Contains("those of its settings are not used", shell.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenants_own_part_of_the_configuration_comes_before_the_common_one()
    {
        await using var shell = await ShellAsync(new StripeSettings(), x =>
        {
            foreach (var (section, name) in (IEnumerable<(string, string)>)[
                ("Marketplace:Stripe", "host"), ("Marketplace:Tenants:test:Stripe", "own")])
            {
                x.Configuration[section + ":SecretKey"] = "sk_test_" + name;
                x.Configuration[section + ":PublishableKey"] = "pk_test_" + name;
                x.Configuration[section + ":WebhookSecrets:0"] = "whsec_1_" + name;
                x.Configuration[section + ":WebhookSecrets:1"] = "whsec_2_" + name;
            }
        });
        var account = await shell.Get<StripeAccounts>().FindAsync(default);
        Assert.Equal("sk_test_own", account!.SecretKey);
        Assert.Equal(["whsec_1_own", "whsec_2_own"], account.WebhookSecrets);
    }

    [Fact]
    public async Task Secrets_may_be_stored_encrypted()
    {
        await using var shell = await ShellAsync(new StripeSettings());
        var secrets = shell.Get<StripeSecrets>();
        var stored = secrets.Protect("sk_test_a");
        Assert.DoesNotContain("sk_test_a", stored, StringComparison.Ordinal);
        Assert.Equal("sk_test_a", secrets.TryReveal(stored));
        Assert.Null(secrets.TryReveal("protected:damaged"));
        Assert.Equal("sk_test_a", secrets.TryReveal(" sk_test_a "));
    }

    [Theory]
    [InlineData(null, "pk_test_a", "whsec_hidden", "secret key")]
    [InlineData("protected:hidden", "pk_test_a", "whsec_hidden", "decrypted")]
    [InlineData("hidden", "pk_test_a", "whsec_hidden", "secret key")]
    [InlineData("sk_test_hidden", null, "whsec_hidden", "publishable key")]
    [InlineData("sk_test_hidden", "sk_test_hidden", "whsec_hidden", "publishable key")]
    [InlineData("sk_live_hidden", "pk_test_a", "whsec_hidden", "live key")]
    [InlineData("sk_test_hidden", "pk_test_a", null, "webhook secret")]
    [InlineData("sk_test_hidden", "pk_test_a", "hidden", "webhook secret")]
    public async Task Wrong_keys_switch_payments_off_with_a_warning_and_no_crash(
        string? secret, string? publishable, string? webhook, string problem)
    {
        await using var shell = await ShellAsync(
            new StripeSettings { SecretKey = secret, PublishableKey = publishable, WebhookSecret = webhook });
        Assert.Null(await shell.Get<StripeAccounts>().FindAsync(default));
        Assert.Contains(problem, shell.Get<ConfiguredAccount>().Problem, StringComparison.Ordinal);
        var result = await shell.InScopeAsync<ITopUps,
            StartTopUpResult>(x => x.StartAsync(new StartTopUp("k", "usr_ada", CreditAmount.FromDecimal(25), ""), null, default));
        Assert.Equal(GatewayError.Unavailable, Assert.IsType<StartTopUpResult.GatewayFailed>(result).Error.Code);
        Assert.Contains("Card payments are off for tenant test", shell.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", shell.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_keys_the_operator_is_told()
    {
        await using var shell = await ShellAsync(new StripeSettings());
        Assert.Null(await shell.Get<StripeAccounts>().FindAsync(default));
        foreach (var events in shell.Services.GetServices<ITenantEvents>())
            await events.ActivatedAsync(default);
        Assert.Contains("no Stripe keys are set", shell.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_keys_do_not_bring_the_sandbox_back()
    {
        await using var host = await TestShell.CreateAsync(
            DatabaseKind.Sqlite, x => x.Tenant.Set(StripeSettings.Section, Good with { WebhookSecret = null }), new Credits.Startup(),
            new Payments.Startup(), new Startup(), new StripeSandbox.Startup());
        Assert.Null(await host.Get<StripeAccounts>().FindAsync(default));
    }

    [Fact]
    public async Task Pages_may_load_Stripes_script_only_with_real_keys()
    {
        await using var real = await ShellAsync(Good);
        var policy = real.Get<IOptions<ContentSecurityPolicyOptions>>().Value;
        foreach (var source in (string[])["https://js.stripe.com", "https://*.js.stripe.com"])
        {
            Assert.Contains(source, policy.ScriptSources);
            Assert.Contains(source, policy.FrameSources);
        }

        Assert.Contains("https://hooks.stripe.com", policy.FrameSources);
        Assert.Contains("https://api.stripe.com", policy.ConnectSources);
        await using var none = await ShellAsync(new StripeSettings());
        Assert.Empty(none.Get<IOptions<ContentSecurityPolicyOptions>>().Value.ScriptSources);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Sandbox_keys_are_made_once_and_lie_encrypted(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var (secret, webhook) = Assert.Single(
            await host.QueryAsync<(string, string)>("select secret_key, webhook_secret from stripe_sandbox_keys"));
        Assert.DoesNotContain(host.Account.SecretKey, secret, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Account.WebhookSecrets[0], webhook, StringComparison.Ordinal);
        var fresh = ActivatorUtilities.CreateInstance<Marketplace.StripeSandbox.Keys.SandboxKeys>(host.Shell.Services);
        Assert.Equal(host.Account.SecretKey, (await fresh.GetAsync(default)).SecretKey);
    }

    private static Task<TestShell> ShellAsync(StripeSettings settings, Action<TestShellSetup>? setup = null) => TestShell.CreateAsync(
        DatabaseKind.Sqlite,
        x =>
        {
            x.Tenant.Set(StripeSettings.Section, settings);
            setup?.Invoke(x);
        },
        new Credits.Startup(),
        new Payments.Startup(),
        new Startup());
}
