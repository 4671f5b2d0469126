using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe;

/// <summary>Offers an account where no keys are set. Only the sandbox feature has one.</summary>
internal interface IFallbackAccount
{
    /// <returns>Null while it cannot be reached.</returns>
    Task<StripeAccount?> FindAsync(CancellationToken cancellationToken);
}

/// <summary>Decides which account a tenant collects with.</summary>
internal sealed class StripeAccounts(ConfiguredAccount configured, IEnumerable<IFallbackAccount> fallbacks, ITenant tenant, ILogger<StripeAccounts> logger) : ITenantEvents
{
    /// <returns>Null while nothing can be paid.</returns>
    public async Task<StripeAccount?> FindAsync(CancellationToken cancellationToken)
    {
        if (configured.HasKeys)
            return configured.Account;
        return fallbacks.FirstOrDefault() is { } fallback ? await fallback.FindAsync(cancellationToken) : null;
    }

    public Task ActivatedAsync(CancellationToken cancellationToken)
    {
        if (!configured.HasKeys && !fallbacks.Any())
            logger.LogWarning("Card payments are off for tenant {Tenant}: no Stripe keys are set (settings section stripe, or Marketplace:Stripe)", tenant.Name);
        return Task.CompletedTask;
    }
}
