using System.Globalization;
using System.Net;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Crashes;

/// <summary>The sandbox in this process, and a database that workers share with it.</summary>
internal sealed class CrashDesk : IAsyncDisposable
{
    private static int _names;

    private CrashDesk(TestDatabase database, DirectoryInfo keys, StripeHost host)
    {
        Database = database;
        Keys = keys;
        Host = host;
    }

    public TestDatabase Database { get; }

    public DirectoryInfo Keys { get; }

    public StripeHost Host { get; }

    public static async Task<CrashDesk> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var keys = Directory.CreateTempSubdirectory("marketplace-keys-");
        var host = await StripeHost.StartAsync(
            database, setup => setup.Services.AddSingleton(DataProtectionProvider.Create(keys)), new AutoTopUp.Startup());
        return new CrashDesk(database, keys, host);
    }

    public static string NewUser() => "usr_crash" + Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture);

    public static string NewKey() => "crash-" + Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture);

    public async Task StartAndPayAsync(string key, string user)
    {
        var said = (await PaymentsWorker.RunAsync(this, "none", "start", key, user)).Split(' ');
        Assert.Equal("started", said[0]);
        Assert.Equal(HttpStatusCode.OK, (await Host.ConfirmAsync(said[1], said[2], "4242424242424242")).Status);
    }

    /// <summary>Auto top-up "when below $10, buy $25".</summary>
    public Task SwitchOnAsync(string user, string method) => Database.Database.InTransactionAsync(
        db => db.ExecuteAsync(
            """
            insert into auto_topup_settings
              (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days, payment_method_id, consent_at,
              consent_text, consent_terms, created_at, updated_at)
            values (@user, true, 'Fixed', 1000, 2500, 5000, 30, @method, @now, 'I agree.', '2026', @now, @now)
            """,
            new { method, user, now = Host.Shell.Time.GetUtcNow() }),
        default);

    public Task GiveAsync(string user, decimal amount) => Host.Shell.Get<ILedger>().PostAsync(
        new Posting(
            "given-to-" + user, TransactionType.AdminAdjustment, user, StripeHost.Amount(amount), SystemAccount.Promotions, "Given",
            new Dictionary<string, string>()), default);

    /// <summary>Lets the sandbox send its message once, to nobody.</summary>
    public async Task<(byte[] Body, string Signature)> LoseWebhookAsync()
    {
        Host.RefusedWebhooks = 1;
        await Host.Shell.DrainOutboxAsync();
        Host.RefusedWebhooks = 0;
        return Host.LastWebhook!.Value;
    }

    /// <returns>Null when nobody answered.</returns>
    public static async Task<HttpStatusCode?> PostAsync(PaymentsWorker worker, (byte[] Body, string Signature) message)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(worker.Address, StripeAccount.WebhookPath))
        { Content = new ByteArrayContent(message.Body) };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", message.Signature);
        try
        {
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What mends a crash: the sandbox delivers again, or the reconciler asks, or both, in either order.</summary>
    public async Task MendAsync(Mending mending)
    {
        if (mending is Mending.Reconciler)
            await ReconcileAsync();
        Host.Shell.Time.Advance(TimeSpan.FromMinutes(6));
        await Host.Shell.DrainOutboxAsync();
        await ReconcileAsync();
    }

    public async Task AssertOnceAsync(string user)
    {
        var intents = await Host.QueryAsync<string>(
            $"select json from stripe_sandbox_objects where type = 'payment_intent' and json like '%\"user_id\":\"{user}\"%' and json "
            + "like '%\"status\":\"succeeded\"%'");
        Assert.Single(intents);
        await Host.AssertBalanceAsync(25m, user);
        Assert.Single(await Host.QueryAsync<string>($"select id from top_ups where user_id = '{user}' and status = 'Succeeded'"));
        Assert.Single(
            await Host.QueryAsync<string>($"select id from outbox where event = 'payments.top-up-succeeded' and payload like '%{user}%'"));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
        Keys.Delete(recursive: true);
    }

    private async Task ReconcileAsync()
    {
        Host.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        await Host.RunTaskAsync("SettleOpenTopUpsTask");
        await Host.RunTaskAsync("SweepEventsTask");
    }
}

public enum Mending
{
    Webhook,
    Reconciler,
}
