namespace Marketplace.Stripe.Account;

/// <summary>What an administrator may see of the keys: that they are there, since when, and their last four characters.</summary>
internal sealed class ReadKeys(
    ITenant tenant, ConfiguredAccount configured, StripeAccounts accounts, StripeSecrets secrets, TimeProvider time)
{
    public async Task<KeysState> ExecuteAsync(CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(cancellationToken);
        var stored = tenant.Settings.Get<StripeSettings>(StripeSettings.Section);
        var now = time.GetUtcNow();
        return new KeysState(
            account is null ? null : account.IsSandbox && !configured.HasKeys
                ? StripeMode.Sandbox
                : StripeKeyRules.IsLive(account.SecretKey) ? StripeMode.Live : StripeMode.Test,
            stored.Mode
                ?? (stored.IsEmpty
                ? accounts.HasSandbox ? StripeMode.Sandbox : StripeMode.Test
                : StripeKeyRules.IsLive(stored.PublishableKey ?? "") ? StripeMode.Live : StripeMode.Test),
            configured.Source,
            configured.Problem,
            accounts.HasSandbox,
            stored.PublishableKey,
            stored.AccountId,
            Hint(stored.SecretKey, stored.SecretKeySetAt),
            [.. Secrets(stored, now)],
            KeysApproval.IsNeeded(stored),
            account is { OffersPayPal: true });
    }

    private IEnumerable<SecretHint> Secrets(StripeSettings stored, DateTimeOffset now)
    {
        foreach (var secret in stored.AllWebhookSecrets.Reverse())
            yield return Hint(secret, secret == stored.WebhookSecret ? stored.WebhookSecretSetAt : null)!;
        if (stored.PreviousWebhookSecretUntil > now && Hint(stored.PreviousWebhookSecret, null) is { } previous)
            yield return previous with { Until = stored.PreviousWebhookSecretUntil };
    }

    private SecretHint? Hint(string? stored, DateTimeOffset? setAt) =>
        string.IsNullOrWhiteSpace(stored)
            ? null
            : new SecretHint(secrets.TryReveal(stored) is { Length: > 12 } secret ? secret[^4..] : null, setAt, Until: null);
}

/// <param name="Mode">In use; null while nothing can be paid.</param>
/// <param name="StoredMode">Of the settings, for the form.</param>
/// <param name="NeedsSecondPerson">Live keys are in use.</param>
/// <param name="OffersPayPal">Customers may pay with it now.</param>
/// <param name="Source">The configuration's section that wins over the settings.</param>
internal sealed record KeysState(
    StripeMode? Mode,
    StripeMode StoredMode,
    string? Source,
    string? Problem,
    bool HasSandbox,
    string? PublishableKey,
    string? AccountId,
    SecretHint? SecretKey,
    IReadOnlyList<SecretHint> WebhookSecrets,
    bool NeedsSecondPerson,
    bool OffersPayPal);

/// <param name="LastFour">Null where it is too short to show a part of, or cannot be read any more.</param>
/// <param name="Until">When it stops to count.</param>
internal sealed record SecretHint(string? LastFour, DateTimeOffset? SetAt, DateTimeOffset? Until);
