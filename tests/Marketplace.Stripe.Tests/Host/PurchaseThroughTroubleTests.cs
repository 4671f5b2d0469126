using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Host;

/// <summary>
/// A purchase paid by card completes, whatever else goes on: its feature is switched off for a while, or the mail server never answers.
/// </summary>
public sealed class PurchaseThroughTroubleTests
{
    private const string Tenant = "mycelium";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_card_confirmed_while_the_shop_is_off_buys_when_it_is_on_again(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var buyer = await RegisterAsync(app);
        var intent = await StartAsync(buyer);
        var before = await FeaturesAsync(app);
        await ChangeAsync(app, [], ["Marketplace.Catalog"]);
        var off = before.Except(await FeaturesAsync(app), StringComparer.Ordinal).ToList();

        await PayAsync(app, intent);
        await UntilAsync("the purchase waits", () => CountAsync(
            app, "select count(*) from outbox_deliveries where handler = 'Marketplace.Catalog.CompletePendingPurchase' and attempts = 0"));
        Assert.Equal("Waiting", await PurchaseAsync(app, intent));
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        Assert.NotNull((await admin.GetPageAsync("/admin")).QuerySelector("[data-test=attention-events]"));
        var row = (await admin.GetPageAsync("/admin/jobs")).QuerySelector("[data-handler='Marketplace.Catalog.CompletePendingPurchase']")!;
        Assert.Contains("is switched off. They are delivered when it is switched on.", row.TextContent, StringComparison.Ordinal);

        await ChangeAsync(app, off, []);

        await UntilAsync("the purchase completes", async () => await PurchaseAsync(app, intent) == "Completed" ? 1 : 0);
        Assert.Equal(
            1, await CountAsync(
                app, $"select count(*) from catalog_orders where idempotency_key = 'payment:{intent["payment_intent_id"]}'"));
        await UntilAsync("nothing waits any more", async () =>
            await CountAsync(app, "select count(*) from outbox_deliveries where handler like 'Marketplace.Catalog.%'") == 0 ? 1 : 0);
        await app.InTenantAsync(Tenant, services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Twenty_mails_to_a_server_that_never_answers_delay_no_purchase(DatabaseKind kind)
    {
        using var silent = new SilentServer();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Marketplace:Smtp:Host"] = "127.0.0.1",
            ["Marketplace:Smtp:Port"] = silent.Port.ToString(CultureInfo.InvariantCulture),
            ["Marketplace:Smtp:From"] = "shop@shop.example",
            ["Marketplace:Smtp:UseTls"] = "false",
            ["Marketplace:Outbox:Lanes:Mail"] = "20",
        };
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind, Settings = settings });
        using var buyer = await RegisterAsync(app);
        await TellAsync(app, 25);
        await UntilAsync("twenty mails hang", () => Task.FromResult(silent.Accepted >= 20 ? 1L : 0L));

        var started = TimeProvider.System.GetTimestamp();
        var intent = await StartAsync(buyer);
        await PayAsync(app, intent);
        await UntilAsync("the purchase completes", async () => await PurchaseAsync(app, intent) == "Completed" ? 1 : 0);

        // A mail server is given 30 seconds: had the purchase stood behind one mail, it would have taken longer.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(0, await CountAsync(app, "select count(*) from notice_deliveries where state = 'Sent' and channel = 'Mail'"));
    }

    private static Task TellAsync(MarketplaceApp app, int mails) => app.InTenantAsync(Tenant, async services =>
    {
        var user = (await services.GetRequiredService<IUserDirectory>().FindByEmailAsync("customer@example.com", default))!;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["balance"] = "$6.99", ["threshold"] = "$10.00" };
        await services.GetRequiredService<IDatabase>().InTransactionAsync(
            async db =>
            {
                for (var i = 0; i < mails; i++)
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"silent_{i}");
                    await services.GetRequiredService<INotifier>()
                        .NotifyAsync(db, new Notification("credits.ran-low", user.Id, id, values, "~/dashboard/wallet"), default);
                }
            },
            default);
    });

    private static async Task<Visitor> RegisterAsync(MarketplaceApp app)
    {
        var visitor = app.NewVisitor();
        var answer = await visitor.SubmitAsync(
            "/account/register",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Input.Name"] = "Bea Buyer", ["Input.Email"] = "buyer@example.org", ["Input.Password"] = MarketplaceApp.Password,
            });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    /// <returns>The payment that the purchase waits for.</returns>
    private static async Task<JsonNode> StartAsync(Visitor buyer)
    {
        var answer = await buyer.PostJsonAsync(
            "/api/wallet/purchase-with-topup",
            new { product_id = "vm-instance", quantity = 1, unit_price_usd = 5.00m, topup_amount_usd = 25.00m });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["action"]!["payment_intent"]!;
    }

    private static async Task PayAsync(MarketplaceApp app, JsonNode intent)
    {
        var account = await app.InTenantAsync(Tenant, services => services.GetRequiredService<StripeAccounts>().FindAsync(default));
        var paid = await new SandboxCaller(new Uri(app.Address, "/stripe-sandbox/v1/"), account!.PublishableKey).PostAsync(
            $"payment_intents/{intent["payment_intent_id"]}/confirm",
            ("client_secret", intent["client_secret"]!.ToString()),
            ("use_stripe_sdk", "true"),
            ("payment_method_data[type]", "card"),
            ("payment_method_data[card][number]", "4242424242424242"),
            ("payment_method_data[card][exp_month]", "12"),
            ("payment_method_data[card][exp_year]", "34"),
            ("payment_method_data[card][cvc]", "123"));
        Assert.Equal("succeeded", paid["status"]);
    }

    private static Task<List<string>> FeaturesAsync(MarketplaceApp app) => app.InTenantAsync(
        Tenant,
        services => Task.FromResult(
            services.GetRequiredService<ITenantAdministration>().ListFeatures().Where(x => x.IsEnabled).Select(x => x.Id).ToList()));

    private static async Task ChangeAsync(MarketplaceApp app, IReadOnlyCollection<string> enable, IReadOnlyCollection<string> disable)
    {
        var changed = await app.InTenantAsync(
            Tenant, services => services.GetRequiredService<ITenantAdministration>().ChangeFeaturesAsync(enable, disable, default));
        Assert.True(changed.Succeeded, changed.Error);
    }

    private static Task<string?> PurchaseAsync(MarketplaceApp app, JsonNode intent) => app.InTenantAsync(Tenant, async services =>
    {
        await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(default);
        return await db.ScalarAsync<string>(
            "select status from catalog_pending_purchases where payment_intent_id = @id",
            new { id = intent["payment_intent_id"]!.ToString() });
    });

    private static Task<long> CountAsync(MarketplaceApp app, string sql) => app.InTenantAsync(Tenant, async services =>
    {
        await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(default);
        return await db.ScalarAsync<long>(sql);
    });

    private static Task UntilAsync(string what, Func<Task<long>> holds) =>
        Eventually.IsTrueAsync(async () => await holds() != 0, what);

    /// <summary>Accepts connections and says nothing.</summary>
    private sealed class SilentServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _clients = [];

        public SilentServer()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Accepted
        {
            get
            {
                lock (_clients)
                    return _clients.Count;
            }
        }

        public void Dispose()
        {
            _listener.Dispose();
            lock (_clients)
                _clients.ForEach(x => x.Dispose());
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    lock (_clients)
                        _clients.Add(client);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
