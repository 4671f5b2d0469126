using System.Security.Cryptography;
using Marketplace.Data;

namespace Marketplace.Stripe.Sandbox;

/// <summary>The sandbox account of a tenant: keys made once and kept, so that a restart changes nothing that a script or a browser holds.</summary>
internal sealed class SandboxKeys(IDatabase database, StripeSecrets secrets, SandboxAddress address) : IFallbackAccount
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private StripeAccount? _account;

    public async Task<StripeAccount> GetAsync(CancellationToken cancellationToken) => _account ??= await LoadAsync(cancellationToken);

    private async Task<StripeAccount> LoadAsync(CancellationToken cancellationToken)
    {
        var row = await ReadAsync(cancellationToken);
        if (row is null || secrets.TryReveal(row.SecretKey) is not { } secretKey || secrets.TryReveal(row.WebhookSecret) is not { } webhookSecret)
        {
            // None yet, or encrypted with data protection keys that are gone.
            secretKey = "sk_test_sandbox" + Random(48);
            webhookSecret = "whsec_sandbox" + Random(32);
            row = await ReplaceAsync(row, new KeyRow(secrets.Protect(secretKey), "pk_test_sandbox" + Random(48), secrets.Protect(webhookSecret)), cancellationToken);
            secretKey = secrets.TryReveal(row.SecretKey)!;
            webhookSecret = secrets.TryReveal(row.WebhookSecret)!;
        }

        return new StripeAccount(secretKey, row.PublishableKey, [webhookSecret], address.ApiBase, address.HostHeader, "~/stripe-sandbox/v3/stripe.js", IsSandbox: true);
    }

    private async Task<KeyRow?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<KeyRow>("select secret_key, publishable_key, webhook_secret from stripe_sandbox_keys", cancellationToken: cancellationToken);
    }

    /// <summary>Another process may be doing the same: the first one's keys stay.</summary>
    private Task<KeyRow> ReplaceAsync(KeyRow? old, KeyRow fresh, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("delete from stripe_sandbox_keys where secret_key = @SecretKey", new { SecretKey = old?.SecretKey ?? "" }, cancellationToken);
                await db.ExecuteAsync(
                    "insert into stripe_sandbox_keys (id, secret_key, publishable_key, webhook_secret) values (1, @SecretKey, @PublishableKey, @WebhookSecret) on conflict (id) do nothing",
                    fresh,
                    cancellationToken);
                return await db.QuerySingleAsync<KeyRow>("select secret_key, publishable_key, webhook_secret from stripe_sandbox_keys", cancellationToken: cancellationToken);
            },
            cancellationToken);

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    private sealed record KeyRow(string SecretKey, string PublishableKey, string WebhookSecret);
}
