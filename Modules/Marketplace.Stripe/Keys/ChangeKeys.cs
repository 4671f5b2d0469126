using System.Diagnostics;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Keys;

/// <summary>What an administrator typed. Secrets that are null stay as they are.</summary>
/// <param name="KeepOldSecret">How long webhooks signed with the secret before are still taken.</param>
/// <param name="Reason">For whoever must approve it, where live keys are in use.</param>
internal sealed record NewKeys(
    StripeMode Mode, string? SecretKey, string? PublishableKey, string? WebhookSecret, TimeSpan KeepOldSecret, string? Reason = null)
{
    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(NewKeys);
}

/// <summary>
/// Tests keys against their account and stores them, encrypted: at once, or when a second person approves it where live keys are in use.
/// Whatever is wrong, what was stored stays.
/// </summary>
internal sealed class ChangeKeys(
    ITenant tenant,
    ITenantAdministration administration,
    ConfiguredAccount configured,
    StripeAccounts accounts,
    StripeSecrets secrets,
    KeyInputRules rules,
    TestKeys test,
    IDatabase database,
    IApproval approval,
    TimeProvider time,
    IStringLocalizer<ChangeKeys> text,
    ILogger<ChangeKeys> logger)
{
    /// <param name="operatorId">Who asks.</param>
    /// <param name="version">Of the stored keys that the form showed.</param>
    public async Task<ChangeKeysResult> ExecuteAsync(string operatorId, NewKeys typed, string? version, CancellationToken cancellationToken)
    {
        if (configured.Source is not null)
            return Refuse(KeyField.None, text["The keys are set by this host's configuration and cannot be changed here."]);
        var stored = tenant.Settings.Get<StripeSettings>(StripeSettings.Section);
        if (!RecordVersion.IsOf(stored, version))
            return new ChangeKeysResult.Conflict(stored);
        if (typed.Mode == StripeMode.Sandbox)
            return await UseSandboxAsync(operatorId, stored, typed, cancellationToken);

        var changesMode = stored is { IsEmpty: false }
            && StripeKeyRules.IsLive(stored.PublishableKey ?? "") != (typed.Mode == StripeMode.Live);
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
            keys.SecretKey!, keys.PublishableKey!, [keys.WebhookSecret!], StripeAccount.Api, HostHeader: null, StripeAccount.ScriptAddress,
            IsSandbox: false);
        return await test.ExecuteAsync(candidate, cancellationToken) switch
        {
            TestKeysResult.Fine fine => await StoreAsync(operatorId, stored, typed, changesMode, fine, cancellationToken),
            TestKeysResult.Refused refused => Refuse(refused.Field, refused.Message),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Secrets of an endpoint say nothing of another account's.</summary>
    private async Task<ChangeKeysResult> StoreAsync(
        string operatorId, StripeSettings stored, NewKeys typed, bool changesMode, TestKeysResult.Fine fine,
        CancellationToken cancellationToken)
    {
        var changesAccount = stored.AccountId is not null && stored.AccountId != fine.AccountId;
        if (changesAccount && typed.WebhookSecret is null)
        {
            return Refuse(
                KeyField.WebhookSecret,
                text[
                    "These keys belong to account {0}, not to {1} as before. Enter the signing secret of that account's own endpoint: "
                    + "without it no payment is credited.", fine.AccountId, stored.AccountId!]);
        }

        var settings = Merge(stored, typed, keepsSecrets: !changesMode && !changesAccount) with
        { AccountId = fine.AccountId, PayPal = fine.OffersPayPal ?? (stored.PayPal && stored.AccountId == fine.AccountId) };
        return await ChangeAsync(operatorId, stored, settings, typed.Reason, fine, cancellationToken);
    }

    private async Task<ChangeKeysResult> UseSandboxAsync(
        string operatorId, StripeSettings stored, NewKeys typed, CancellationToken cancellationToken)
    {
        if (!accounts.HasSandbox)
            return Refuse(KeyField.Mode, text["There is no sandbox on this host. Choose Test or Live."]);
        if (await accounts.FindSandboxAsync(cancellationToken) is not { } sandbox)
            return Refuse(KeyField.None, text["The sandbox cannot be reached yet. Try again in a minute."]);
        return await test.ExecuteAsync(sandbox, cancellationToken) switch
        {
            TestKeysResult.Fine fine =>
                await ChangeAsync(operatorId, stored, stored with { Mode = StripeMode.Sandbox }, typed.Reason, fine, cancellationToken),
            TestKeysResult.Refused refused => Refuse(KeyField.None, refused.Message),
            _ => throw new UnreachableException(),
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
            return settings with
            { WebhookSecret = stored.WebhookSecret is { } kept ? Encrypted(kept) : null,
                WebhookSecrets = [.. stored.WebhookSecrets.Select(Encrypted)] };
        var before = stored.AllWebhookSecrets.LastOrDefault();
        var keepsOld = before is not null && keepsSecrets && typed.KeepOldSecret > TimeSpan.Zero
            && secrets.TryReveal(before) != webhookSecret;
        return settings with
        {
            WebhookSecret = secrets.Protect(webhookSecret),
            WebhookSecretSetAt = now,
            WebhookSecrets = [],
            PreviousWebhookSecret = keepsOld ? Encrypted(before!) : null,
            PreviousWebhookSecretUntil = keepsOld ? now + typed.KeepOldSecret : null,
        };
    }

    private string Encrypted(string stored) =>
        stored.StartsWith(StripeSecrets.Prefix, StringComparison.Ordinal) ? stored : secrets.Protect(stored.Trim());

    /// <summary>Testing takes a while, in which somebody else may have stored others.</summary>
    private async Task<ChangeKeysResult> ChangeAsync(
        string operatorId, StripeSettings stored, StripeSettings settings, string? reason, TestKeysResult.Fine tested,
        CancellationToken cancellationToken)
    {
        if (KeysApproval.IsNeeded(stored))
        {
            return string.IsNullOrWhiteSpace(reason)
                ? Refuse(KeyField.Reason, text["Say why: live payments depend on these keys, so a second person must approve the change."])
                : await AskAsync(operatorId, stored, settings, reason.Trim(), tested, cancellationToken);
        }

        var (changed, now) = await administration.EditSectionAsync<StripeSettings>(
            StripeSettings.Section, RecordVersion.Of(stored), _ => settings, cancellationToken);
        if (changed.IsConflict)
            return new ChangeKeysResult.Conflict(now);
        if (!changed.Succeeded)
            return Refuse(KeyField.None, changed.Error!);
        logger.LogInformation(
            "Tenant {Tenant} collects with Stripe account {AccountId} in mode {Mode} from now on", tenant.Name, tested.AccountId,
            settings.Mode);
        return new ChangeKeysResult.Saved(tested.AccountId, tested.ChargesEnabled);
    }

    private Task<ChangeKeysResult> AskAsync(
        string operatorId, StripeSettings stored, StripeSettings settings, string reason, TestKeysResult.Fine tested,
        CancellationToken cancellationToken)
    {
        var request = new ApprovalRequest(
            KeysApproval.KindId, StripeSettings.Section, operatorId,
            StoredText.Of<ChangeKeys>("Collect with Stripe account {0} ({1})", tested.AccountId, KeyChoices.WordsOf(settings.Mode!.Value)),
            StoredText.Plain(reason))
        {
            Before = Describe(stored),
            After = Describe(settings),
            Link = "~/admin/stripe/account",
            Payload = SettingsApprovalKind.PayloadOf(stored, settings),
        };
        return database.InTransactionAsync<ChangeKeysResult>(
            async db => await approval.AskAsync(db, request, alone: null, cancellationToken) switch
            {
                ApprovalAsked.Waiting waiting => new ChangeKeysResult.Waiting(waiting.Id),
                ApprovalAsked.AlreadyWaiting =>
                    Refuse(
                        KeyField.None,
                        text["Another change of the account waits for approval already. Withdraw it first, or let it be decided."]),
                ApprovalAsked.Alone or ApprovalAsked.OwnInterest =>
                    throw new InvalidOperationException("Nobody is named, and nothing goes alone."),
                _ => throw new UnreachableException(),
            },
            cancellationToken);
    }

    private StoredText Describe(StripeSettings settings) =>
        StoredText.Of<ChangeKeys>(
            "{0}, account {1}, publishable key {2}, secret key {3}",
            settings.Mode is { } mode ? KeyChoices.WordsOf(mode) : StoredText.Plain(""), settings.AccountId ?? "?",
            settings.PublishableKey ?? "?",
            settings.SecretKey is { } key && secrets.TryReveal(key) is { Length: > 12 } secret ? "…" + secret[^4..] : "?");

    private static ChangeKeysResult.Refused Refuse(KeyField field, string message) => new([(field, message)]);
}

internal abstract record ChangeKeysResult
{
    private ChangeKeysResult()
    {
    }

    public sealed record Saved(string AccountId, bool ChargesEnabled) : ChangeKeysResult;

    /// <summary>Nothing was changed yet: a second person must approve it.</summary>
    public sealed record Waiting(string ApprovalId) : ChangeKeysResult;

    /// <summary>Somebody else changed them since the form was shown. Nothing was changed.</summary>
    public sealed record Conflict(StripeSettings Now) : ChangeKeysResult;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<(KeyField Field, string Message)> Problems) : ChangeKeysResult;
}
