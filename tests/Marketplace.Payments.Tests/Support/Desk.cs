using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Tests.Support;

/// <summary>A tenant with wallet and payments, and a gateway in memory.</summary>
internal sealed class Desk(TestShell shell, FakeGateway gateway, PostingFaults ledger) : IAsyncDisposable
{
    public const string Ada = "usr_ada";
    public const string Bob = "usr_bob";

    private static int _keys;

    public TestShell Shell => shell;

    public FakeGateway Gateway => gateway;

    public PostingFaults Ledger => ledger;

    public static async Task<Desk> OpenAsync(DatabaseKind kind, Action<TestShellSetup>? setup = null)
    {
        var gateway = new FakeGateway();
        var ledger = new PostingFaults();
        var shell = await TestShell.CreateAsync(
            kind,
            x =>
            {
                setup?.Invoke(x);
                x.Services.AddSingleton<IPaymentGateway>(gateway);
                x.Services.Watch<ILedger>(ledger.Before, ledger.After);
            },
            new Credits.Startup(),
            new Startup());
        return new Desk(shell, gateway, ledger);
    }

    public static CreditAmount Amount(decimal amount) => CreditAmount.FromDecimal(amount);

    public static string NewKey() => "key-" + Interlocked.Increment(ref _keys).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public Task<StartTopUpResult> StartAsync(
        decimal amount = 25m, string? key = null, string user = Ada, Func<UnitOfWork, TopUp, Task>? alongside = null) =>
        shell.InScopeAsync<ITopUps,
        StartTopUpResult>(
            x => x.StartAsync(new StartTopUp(key ?? NewKey(), user, Amount(amount), "/dashboard/wallet"), alongside, default));

    public async Task<TopUp> StartedAsync(decimal amount = 25m, string? key = null, string user = Ada) =>
        Assert.IsType<StartTopUpResult.Started>(await StartAsync(amount, key, user)).TopUp;

    public Task<ApplyIntentResult> ApplyAsync(PaymentIntent intent) =>
        shell.InScopeAsync<ITopUps, ApplyIntentResult>(x => x.ApplyAsync(intent, default));

    public async Task<TopUp> FindAsync(string paymentIntentId) =>
        (await shell.InScopeAsync<ITopUps, TopUp?>(x => x.FindByIntentAsync(paymentIntentId, default)))!;

    /// <summary>The user's customer at the gateway, made where there is none yet.</summary>
    public async Task<string> CustomerAsync(string user = Ada) =>
        (await shell.InScopeAsync<PaymentCustomers, GatewayResult<string>>(x => x.EnsureAsync(user, default))).Value!;

    /// <summary>A card that a customer saved.</summary>
    public Task<string> SaveCardAsync(string user = Ada, BankAnswer bank = BankAnswer.Pays) =>
        gateway.SaveCardAsync(shell.Database, user, bank);

    public Task<ChargeResult> ChargeAsync(ChargeSavedMethod request) =>
        shell.InScopeAsync<ITopUps, ChargeResult>(x => x.ChargeAsync(request, default));

    public Task<PostResult> TrySpendAsync(decimal amount, string user = Ada) => shell.Get<ILedger>().PostAsync(
        new Posting(
            NewKey(), TransactionType.Purchase, user, -Amount(decimal.Round(amount, 2)), SystemAccount.Revenue, "Something",
            new Dictionary<string, string>()), default);

    public async Task SpendAsync(decimal amount, string user = Ada) => Assert.IsType<PostResult.Posted>(await TrySpendAsync(amount, user));

    public async Task AssertBalanceAsync(decimal expected, string user = Ada)
    {
        Assert.Equal(Amount(expected), (await shell.Get<ILedger>().GetBalanceAsync(user, default)).Posted);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var db = await shell.Database.OpenAsync(default);
        return await db.QueryAsync<T>(sql);
    }

    public Task<IReadOnlyList<string>> EventsAsync() =>
        QueryAsync<string>("select event from outbox where event like 'payments.%' order by id");

    public ValueTask DisposeAsync() => shell.DisposeAsync();
}
