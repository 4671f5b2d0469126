using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Account;

/// <summary>Offers an account where no keys are set. Only the sandbox has one.</summary>
public interface IFallbackAccount
{
    /// <returns>Null while it cannot be reached.</returns>
    Task<StripeAccount?> FindAsync(CancellationToken cancellationToken);
}

/// <summary>Decides which account a tenant collects with.</summary>
internal sealed class StripeAccounts(
    ConfiguredAccount configured, IEnumerable<IFallbackAccount> fallbacks, ITenant tenant, TimeProvider time,
    ILogger<StripeAccounts> logger) : ITenantEvents
{
    public bool HasSandbox => fallbacks.Any();

    /// <returns>Null while nothing can be paid.</returns>
    public async Task<StripeAccount?> FindAsync(CancellationToken cancellationToken)
    {
        if (configured.HasKeys)
            return configured.At(time.GetUtcNow()) is { } account ? await RouteAsync(account, cancellationToken) : null;
        return await FindSandboxAsync(cancellationToken);
    }

    /// <returns>Null where there is none, or while it cannot be reached.</returns>
    public async Task<StripeAccount?> FindSandboxAsync(CancellationToken cancellationToken) =>
        fallbacks.FirstOrDefault() is { } fallback ? await fallback.FindAsync(cancellationToken) : null;

    /// <summary>Keys that a sandbox made lead to the sandbox: Stripe does not know them.</summary>
    /// <returns>Null while the sandbox cannot be reached.</returns>
    public async Task<StripeAccount?> RouteAsync(StripeAccount account, CancellationToken cancellationToken)
    {
        if (!StripeKeyRules.IsOfSandbox(account.SecretKey))
            return account;
        return await FindSandboxAsync(cancellationToken) is { } sandbox
            ? account with { ApiBase = sandbox.ApiBase, HostHeader = sandbox.HostHeader, ScriptUrl = sandbox.ScriptUrl, IsSandbox = true }
            : null;
    }

    public Task ActivatedAsync(CancellationToken cancellationToken)
    {
        if (!configured.HasKeys && !fallbacks.Any())
            logger.LogWarning(
                "Card payments are off for tenant {Tenant}: no Stripe keys are set (settings section stripe, or Marketplace:Stripe)",
                tenant.Name);
        return Task.CompletedTask;
    }
}
