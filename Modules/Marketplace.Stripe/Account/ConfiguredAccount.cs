using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Account;

/// <summary>
/// Reads real keys from the configuration or the tenant's settings, and says what is missing. What the host's operator configured comes
/// first.
/// </summary>
internal sealed class ConfiguredAccount
{
    private readonly StripeSettings? _settings;
    private readonly string? _previousSecret;

    public ConfiguredAccount(ITenant tenant, IConfiguration configuration, StripeSecrets secrets, ILogger<ConfiguredAccount> logger)
    {
        string[] sections = [$"Marketplace:Tenants:{tenant.Name}:Stripe", "Marketplace:Stripe"];
        Source = sections.FirstOrDefault(x => configuration.GetSection(x).Get<StripeSettings>() is { IsEmpty: false });
        var stored = tenant.Settings.Get<StripeSettings>(StripeSettings.Section);
        var settings = Source is null ? stored : configuration.GetSection(Source).Get<StripeSettings>()!;
        if (settings.IsEmpty || (Source is null && settings.Mode == StripeMode.Sandbox))
            return;

        HasKeys = true;
        _settings = settings;
        var secretKey = secrets.TryReveal(settings.SecretKey ?? "");
        var webhookSecrets = settings.AllWebhookSecrets.Select(secrets.TryReveal).OfType<string>().ToList();
        _previousSecret = settings.PreviousWebhookSecret is { } previous ? secrets.TryReveal(previous) : null;
        Problem = StripeKeyRules.FindProblem(secretKey, settings.PublishableKey?.Trim(), webhookSecrets);
        if (Problem is null)
            Account = new StripeAccount(
                secretKey!, settings.PublishableKey!.Trim(), webhookSecrets, StripeAccount.Api, HostHeader: null,
                StripeAccount.ScriptAddress, IsSandbox: false) { OffersPayPal = settings.PayPal };
        else
            logger.LogWarning("Card payments are off for tenant {Tenant}: {Problem}", tenant.Name, Problem);
        if (Source is not null && stored is { IsEmpty: false })
            logger.LogInformation(
                "Tenant {Tenant} collects with the Stripe keys of {Source}; those of its settings are not used", tenant.Name, Source);
    }

    /// <summary>Somebody meant to use Stripe itself: the sandbox then stays out of the way, even when a key is wrong.</summary>
    public bool HasKeys { get; }

    /// <summary>The configuration's section that the keys come from; null where the tenant's own settings count.</summary>
    public string? Source { get; }

    /// <summary>With the secrets that do not run out; see <see cref="At"/>.</summary>
    public StripeAccount? Account { get; }

    /// <summary>For the operator; names no key.</summary>
    public string? Problem { get; }

    /// <returns>The account with all secrets that may have signed a webhook at that time.</returns>
    public StripeAccount? At(DateTimeOffset now) =>
        Account is { } account && _previousSecret is { } previous && _settings!.PreviousWebhookSecretUntil > now
            ? account with { WebhookSecrets = [.. account.WebhookSecrets, previous] }
            : Account;
}
