using System.Security.Cryptography;
using Marketplace.Data;
using Marketplace.Stripe.Account;

namespace Marketplace.StripeSandbox.Keys;

/// <summary>
/// The sandbox account of a tenant: keys made once and kept, so that a restart changes nothing that a script or a browser holds.
/// </summary>
internal sealed class SandboxKeys(IDatabase database, StripeSecrets secrets, SandboxAddress address) : IFallbackAccount
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private SandboxKeySet? _keys;

    public async Task<SandboxKeySet> GetAsync(CancellationToken cancellationToken) => _keys ??= await LoadAsync(cancellationToken);

    public async Task<StripeAccount?> FindAsync(CancellationToken cancellationToken)
    {
        if (address.FindRoot() is not { } root)
            return null;
        var keys = await GetAsync(cancellationToken);
        return new StripeAccount(
            keys.SecretKey, keys.PublishableKey, [keys.WebhookSecret], new Uri(root, "stripe-sandbox/v1/"), address.HostHeader,
            "~/stripe-sandbox/v3/stripe.js", IsSandbox: true)
        {
            OffersPayPal = true,
        };
    }

    private async Task<SandboxKeySet> LoadAsync(CancellationToken cancellationToken)
    {
        var row = await ReadAsync(cancellationToken);
        if (row is not null && TryReveal(row) is { } kept)
            return kept;
        // None yet, or encrypted with data protection keys that are gone.
        var fresh = new KeyRow(
            secrets.Protect(StripeAccount.SandboxKeyPrefix + Random(48)), "pk_test_sandbox" + Random(48),
            secrets.Protect("whsec_sandbox" + Random(32)));
        return TryReveal(await ReplaceAsync(row, fresh, cancellationToken))
            ?? throw new InvalidOperationException(
                "Another process made sandbox keys that this one cannot decrypt: they do not share their data protection keys.");
    }

    private SandboxKeySet? TryReveal(KeyRow row) =>
        secrets.TryReveal(row.SecretKey) is { } secretKey && secrets.TryReveal(row.WebhookSecret) is { } webhookSecret
            ? new SandboxKeySet(secretKey, row.PublishableKey, webhookSecret)
            : null;

    private async Task<KeyRow?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<KeyRow>(
            "select secret_key, publishable_key, webhook_secret from stripe_sandbox_keys", cancellationToken: cancellationToken);
    }

    /// <summary>Another process may be doing the same: the first one's keys stay.</summary>
    private Task<KeyRow> ReplaceAsync(KeyRow? old, KeyRow fresh, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "delete from stripe_sandbox_keys where secret_key = @SecretKey", new { SecretKey = old?.SecretKey ?? "" },
                    cancellationToken);
                await db.ExecuteAsync(
                    "insert into stripe_sandbox_keys (id, secret_key, publishable_key, webhook_secret) values (1, @SecretKey, "
                    + "@PublishableKey, @WebhookSecret) on conflict (id) do nothing",
                    fresh,
                    cancellationToken);
                return await db.QuerySingleAsync<KeyRow>(
                    "select secret_key, publishable_key, webhook_secret from stripe_sandbox_keys", cancellationToken: cancellationToken);
            },
            cancellationToken);

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    private sealed record KeyRow(string SecretKey, string PublishableKey, string WebhookSecret);
}

/// <summary>The keys of a sandbox account.</summary>
internal sealed record SandboxKeySet(string SecretKey, string PublishableKey, string WebhookSecret)
{
    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(SandboxKeySet);
}
