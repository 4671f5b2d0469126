using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe;

/// <summary>What an administrator typed. Secrets that are null stay as they are.</summary>
/// <param name="KeepOldSecret">How long webhooks signed with the secret before are still taken.</param>
internal sealed record NewKeys(StripeMode Mode, string? SecretKey, string? PublishableKey, string? WebhookSecret, TimeSpan KeepOldSecret)
{
    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(NewKeys);
}

/// <summary>Tests keys against their account and stores them, encrypted. Whatever is wrong, what was stored stays.</summary>
internal sealed class ChangeKeys(
    ITenant tenant,
    ITenantAdministration administration,
    ConfiguredAccount configured,
    StripeAccounts accounts,
    StripeSecrets secrets,
    KeyInputRules rules,
    TestKeys test,
    TimeProvider time,
    IStringLocalizer<ChangeKeys> text,
    ILogger<ChangeKeys> logger)
{
    public async Task<ChangeKeysResult> ExecuteAsync(NewKeys typed, CancellationToken cancellationToken)
    {
        if (configured.Source is not null)
            return Refuse(KeyField.None, text["The keys are set by this host's configuration and cannot be changed here."]);
        var stored = tenant.Settings.Get<StripeSettings>(StripeSettings.Section);
        if (typed.Mode == StripeMode.Sandbox)
            return await UseSandboxAsync(stored, cancellationToken);

        var changesMode = stored is { IsEmpty: false } && StripeKeyRules.IsLive(stored.PublishableKey ?? "") != (typed.Mode == StripeMode.Live);
        var keys = new KeySet(
            typed.SecretKey ?? (stored.SecretKey is { } kept ? secrets.TryReveal(kept) : null),
            typed.PublishableKey,
            typed.WebhookSecret ?? (changesMode ? null : stored.AllWebhookSecrets.Select(secrets.TryReveal).LastOrDefault()),
            typed.SecretKey is not null,
            changesMode,
            stored.SecretKey is { } old && secrets.TryReveal(old) is null);
        if (rules.Check(typed.Mode, keys).ToList() is { Count: > 0 } problems)
            return new ChangeKeysResult.Refused(problems);
        var candidate = new StripeAccount(
            keys.SecretKey!, keys.PublishableKey!, [keys.WebhookSecret!], StripeAccount.Api, HostHeader: null, StripeAccount.ScriptAddress, IsSandbox: false);
        return await test.ExecuteAsync(candidate, cancellationToken) switch
        {
            TestKeysResult.Fine fine => await StoreAsync(stored, typed, changesMode, fine, cancellationToken),
            TestKeysResult.Refused refused => Refuse(refused.Field, refused.Message),
            _ => throw new InvalidOperationException("Keys are fine or refused."),
        };
    }

    /// <summary>Secrets of an endpoint say nothing of another account's.</summary>
    private async Task<ChangeKeysResult> StoreAsync(StripeSettings stored, NewKeys typed, bool changesMode, TestKeysResult.Fine fine, CancellationToken cancellationToken)
    {
        var changesAccount = stored.AccountId is not null && stored.AccountId != fine.AccountId;
        if (changesAccount && typed.WebhookSecret is null)
        {
            return Refuse(
                KeyField.WebhookSecret,
                text["These keys belong to account {0}, not to {1} as before. Enter the signing secret of that account's own endpoint: without it no payment is credited.", fine.AccountId, stored.AccountId!]);
        }

        var settings = Merge(stored, typed, keepsSecrets: !changesMode && !changesAccount) with { AccountId = fine.AccountId, PayPal = fine.OffersPayPal };
        return await StoreAsync(settings, fine, cancellationToken);
    }

    private async Task<ChangeKeysResult> UseSandboxAsync(StripeSettings stored, CancellationToken cancellationToken)
    {
        if (!accounts.HasSandbox)
            return Refuse(KeyField.Mode, text["There is no sandbox on this host. Choose Test or Live."]);
        if (await accounts.FindSandboxAsync(cancellationToken) is not { } sandbox)
            return Refuse(KeyField.None, text["The sandbox cannot be reached yet. Try again in a minute."]);
        return await test.ExecuteAsync(sandbox, cancellationToken) switch
        {
            TestKeysResult.Fine fine => await StoreAsync(stored with { Mode = StripeMode.Sandbox }, fine, cancellationToken),
            TestKeysResult.Refused refused => Refuse(KeyField.None, refused.Message),
            _ => throw new InvalidOperationException("Keys are fine or refused."),
        };
    }

    private StripeSettings Merge(StripeSettings stored, NewKeys typed, bool keepsSecrets)
    {
        var now = time.GetUtcNow();
        var settings = stored with { Mode = typed.Mode, PublishableKey = typed.PublishableKey };
        if (typed.SecretKey is { } secretKey)
            settings = settings with { SecretKey = secrets.Protect(secretKey), SecretKeySetAt = now };
        else
            settings = settings with { SecretKey = Encrypted(stored.SecretKey!) };
        if (typed.WebhookSecret is not { } webhookSecret)
            return settings with { WebhookSecret = stored.WebhookSecret is { } kept ? Encrypted(kept) : null, WebhookSecrets = [.. stored.WebhookSecrets.Select(Encrypted)] };
        var before = stored.AllWebhookSecrets.LastOrDefault();
        var keepsOld = before is not null && keepsSecrets && typed.KeepOldSecret > TimeSpan.Zero && secrets.TryReveal(before) != webhookSecret;
        return settings with
        {
            WebhookSecret = secrets.Protect(webhookSecret),
            WebhookSecretSetAt = now,
            WebhookSecrets = [],
            PreviousWebhookSecret = keepsOld ? Encrypted(before!) : null,
            PreviousWebhookSecretUntil = keepsOld ? now + typed.KeepOldSecret : null,
        };
    }

    private string Encrypted(string stored) => stored.StartsWith(StripeSecrets.Prefix, StringComparison.Ordinal) ? stored : secrets.Protect(stored.Trim());

    private async Task<ChangeKeysResult> StoreAsync(StripeSettings settings, TestKeysResult.Fine tested, CancellationToken cancellationToken)
    {
        var changed = await administration.ChangeSettingsAsync(StripeSettings.Section, settings, cancellationToken);
        if (!changed.Succeeded)
            return Refuse(KeyField.None, changed.Error!);
        logger.LogInformation("Tenant {Tenant} collects with Stripe account {AccountId} in mode {Mode} from now on", tenant.Name, tested.AccountId, settings.Mode);
        return new ChangeKeysResult.Saved(tested.AccountId, tested.ChargesEnabled);
    }

    private static ChangeKeysResult.Refused Refuse(KeyField field, string message) => new([(field, message)]);
}

internal abstract record ChangeKeysResult
{
    private ChangeKeysResult()
    {
    }

    public sealed record Saved(string AccountId, bool ChargesEnabled) : ChangeKeysResult;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<(KeyField Field, string Message)> Problems) : ChangeKeysResult;
}
