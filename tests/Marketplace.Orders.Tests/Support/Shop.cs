using System.Security.Claims;
using Marketplace.Catalog.Products;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Orders.BuyNow;
using Marketplace.Orders.PendingPurchases;
using Marketplace.Orders.Placing;
using Marketplace.Orders.Units;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders.Tests.Support;

/// <summary>A tenant that sells one machine at $5.00 a month, without a host.</summary>
internal sealed class Shop(TestShell shell, RecordedDeliveries fulfiller, FakeGateway gateway) : IAsyncDisposable
{
    public const string Ada = "usr_ada";
    public const string Vm = "vm-instance";

    private static int _keys;

    public TestShell Shell => shell;

    public RecordedDeliveries Fulfiller => fulfiller;

    public FakeGateway Gateway => gateway;

    public ILedger Ledger => shell.Get<ILedger>();

    /// <param name="more">What further modules bring.</param>
    public static async Task<Shop> OpenAsync(DatabaseKind kind, params StartupBase[] more)
    {
        var fulfiller = new RecordedDeliveries();
        var gateway = new FakeGateway();
        var shell = await TestShell.CreateAsync(
            kind,
            setup =>
            {
                setup.Services.AddSingleton<IProductFulfiller>(fulfiller);
                setup.Services.AddSingleton<IPaymentGateway>(gateway);
                setup.Services.AddSingleton<IUserDirectory, Staff>();
            },
            [new Credits.Startup(), new Payments.Startup(), new Catalog.Startup(), new Startup(), .. more]);
        var shop = new Shop(shell, fulfiller, gateway);
        await shop.SaveAsync(Machine());
        return shop;
    }

    /// <summary>An administrator locks the customer.</summary>
    public void LockAda() => ((Staff)shell.Get<IUserDirectory>()).Lock(Ada);

    public static Product Machine(string id = Vm, decimal price = 5) => new()
    {
        Id = id, Name = "VM Instance", Summary = "A small machine.", Category = "compute", Price = Amount(price),
            Period = BillingPeriod.Month,
        Vcpu = 1, RamGb = 2, SsdGb = 25, Icon = "cpu", Delivery = "vm",
    };

    public static CreditAmount Amount(decimal amount) => CreditAmount.FromDecimal(amount);

    public static string NewKey() => "key-" + Interlocked.Increment(ref _keys).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static OrderRequest Order(string? key = null, string product = Vm, int quantity = 1, decimal? shown = 5, string user = Ada) =>
        new(key ?? NewKey(), user, product, quantity, shown is { } price ? Amount(price) : null);

    public Task SaveAsync(Product product) =>
        shell.Database.InTransactionAsync(transaction => shell.Get<ProductStore>().SaveAsync(transaction, product, default), default);

    public Task GiveAsync(decimal amount, string user = Ada) =>
        shell.Database.InTransactionAsync(
            transaction => Ledger.PostAsync(
                transaction,
                new Posting(
                    NewKey(), TransactionType.TopUp, user, Amount(amount), SystemAccount.PaymentClearing, "Credits", new Dictionary<string,
                    string>()),
                default),
            default);

    public Task<PlaceOrderResult> BuyAsync(OrderRequest order) =>
        shell.InScopeAsync<PlaceOrder, PlaceOrderResult>(x => x.ExecuteAsync(order, default));

    public async Task<PlaceOrderResult.Placed> BoughtAsync(OrderRequest order) =>
        Assert.IsType<PlaceOrderResult.Placed>(await BuyAsync(order));

    /// <summary>Starts a purchase by card.</summary>
    /// <returns>The payment intent's id.</returns>
    public async Task<string> StartCardAsync(decimal charge, string? key = null, string user = Ada)
    {
        var context = new DefaultHttpContext
        { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test")) };
        var product = (await shell.Get<ProductStore>().FindAsync(Vm, default))!;
        var result = await shell.InScopeAsync<CardPurchase, StartTopUpResult>(
            x => x.StartAsync(context, key ?? NewKey(), product, 1, new TopUpChoice(Amount(charge)), default));
        return Assert.IsType<StartTopUpResult.Started>(result).TopUp.PaymentIntentId!;
    }

    /// <summary>What the gateway's webhook does.</summary>
    public Task ApplyAsync(PaymentIntent intent) => shell.InScopeAsync<ITopUps, ApplyIntentResult>(x => x.ApplyAsync(intent, default));

    public async Task<PendingPurchase> PendingAsync(string paymentIntentId) =>
        (await shell.Get<PendingPurchaseStore>().FindAsync(paymentIntentId, default))!;

    public async Task AssertBalanceAsync(decimal posted, decimal held = 0, string user = Ada) =>
        Assert.Equal(new WalletBalance(Amount(posted), Amount(held)), await Ledger.GetBalanceAsync(user, default));

    public async Task<long> CountAsync(string table)
    {
        await using var session = await shell.Database.OpenAsync(default);
        return await session.ScalarAsync<long>($"select count(*) from {table}");
    }

    public async Task CloseAsync()
    {
        await LedgerInvariants.AssertAsync(shell.Database);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => shell.DisposeAsync();
}
