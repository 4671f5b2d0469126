using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe;

/// <summary>Reads real keys from the tenant's settings or the configuration, and says what is missing.</summary>
internal sealed class ConfiguredAccount
{
    public ConfiguredAccount(ITenant tenant, IConfiguration configuration, StripeSecrets secrets, ILogger<ConfiguredAccount> logger)
    {
        var settings = new[]
        {
            tenant.Settings.Get<StripeSettings>(StripeSettings.Section),
            configuration.GetSection($"Marketplace:Tenants:{tenant.Name}:Stripe").Get<StripeSettings>(),
            configuration.GetSection("Marketplace:Stripe").Get<StripeSettings>(),
        }.FirstOrDefault(x => x is { IsEmpty: false });
        if (settings is null)
            return;

        HasKeys = true;
        var secretKey = secrets.TryReveal(settings.SecretKey ?? "");
        var webhookSecrets = settings.AllWebhookSecrets.Select(secrets.TryReveal).OfType<string>().ToList();
        Problem = StripeKeyRules.FindProblem(secretKey, settings.PublishableKey?.Trim(), webhookSecrets);
        if (Problem is null)
            Account = new StripeAccount(secretKey!, settings.PublishableKey!.Trim(), webhookSecrets, StripeAccount.Api, HostHeader: null, StripeAccount.ScriptAddress, IsSandbox: false);
        else
            logger.LogWarning("Card payments are off for tenant {Tenant}: {Problem}", tenant.Name, Problem);
    }

    /// <summary>Somebody meant to use Stripe itself: the sandbox then stays out of the way, even when a key is wrong.</summary>
    public bool HasKeys { get; }

    public StripeAccount? Account { get; }

    /// <summary>For the operator; names no key.</summary>
    public string? Problem { get; }
}
