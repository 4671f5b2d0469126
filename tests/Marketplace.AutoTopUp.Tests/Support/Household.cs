using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.AutoTopUp.Tests.Support;

/// <summary>
/// A tenant with wallet, payments and auto top-up, as one or more processes on one database, and a gateway in memory behind them.
/// </summary>
internal sealed class Household(TestDatabase database, IReadOnlyList<TestShell> processes, FakeGateway gateway) : IAsyncDisposable
{
    public const string Ada = "usr_ada";
    public const string Bob = "usr_bob";

    private static int _keys;

    public TestShell Shell => processes[0];

    public IReadOnlyList<TestShell> Processes => processes;

    public FakeGateway Gateway => gateway;

    /// <param name="setUp">What else each process is made with.</param>
    public static async Task<Household> OpenAsync(
        DatabaseKind kind, int processes = 1, AutoTopUpSettings? settings = null, Action<TestShellSetup>? setUp = null)
    {
        var gateway = new FakeGateway();
        var database = await TestDatabase.CreateAsync(kind);
        var shells = new List<TestShell>();
        for (var i = 0; i < processes; i++)
        {
            shells.Add(await TestShell.CreateAsync(
                database,
                x =>
                {
                    x.Services.AddSingleton<IPaymentGateway>(gateway);
                    if (settings is not null)
                        x.Tenant.Settings = x.Tenant.Settings.With(AutoTopUpSettings.Section, settings);
                    setUp?.Invoke(x);
                },
                new Credits.Startup(), new Payments.Startup(), new Startup()));
        }

        return new Household(database, shells, gateway);
    }

    public static CreditAmount Amount(decimal amount) => CreditAmount.FromDecimal(amount);

    public Task<string> SaveCardAsync(string user = Ada, BankAnswer bank = BankAnswer.Pays) =>
        gateway.SaveCardAsync(Shell.Database, user, bank);

    /// <summary>The gateway or the customer changed what is saved.</summary>
    public async Task ChangeMethodsAsync(string sql, string user = Ada)
    {
        await Shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(sql, new { user }, default);
                await Shell.Get<IOutbox>().WriteAsync(db, new PaymentMethodsChanged(user), default);
            },
            default);
        await Shell.SettleAsync();
    }

    public static SettingsDraft Draft(
        string? card, decimal threshold = 10, decimal amount = 25, decimal? daily = null, decimal? monthly = null) => new()
    {
        Enabled = true, Consent = true, Threshold = Usd.FromDecimal(threshold), Amount = Usd.FromDecimal(amount), Target = new Usd(5_000),
            RunwayDays = 30, PaymentMethodId = card,
        DailyLimit = UsdOf(daily), MonthlyLimit = UsdOf(monthly),
    };

    private static Usd? UsdOf(decimal? amount) => amount is { } value ? Usd.FromDecimal(value) : null;

    public Task<SaveSettingsResult> SaveAsync(SettingsDraft draft, string user = Ada) =>
        Shell.InScopeAsync<SaveSettings, SaveSettingsResult>(x => x.ChangeAsync(user, _ => draft, default));

    /// <summary>Auto top-up "when below $10, buy $25" with a saved card.</summary>
    public async Task<string> SwitchOnAsync(
        string user = Ada, decimal threshold = 10, decimal amount = 25, decimal? daily = null, decimal? monthly = null,
        BankAnswer bank = BankAnswer.Pays)
    {
        var card = await SaveCardAsync(user, bank);
        Assert.IsType<SaveSettingsResult.Saved>(await SaveAsync(Draft(card, threshold, amount, daily, monthly), user));
        return card;
    }

    public Task SwitchOffAsync(string user = Ada) => Shell.InScopeAsync<SaveSettings, bool>(async x =>
    {
        await x.SwitchOffAsync(user, default);
        return true;
    });

    public Task GiveAsync(decimal amount, string user = Ada) =>
        PostAsync(Shell, TransactionType.AdminAdjustment, Amount(amount), SystemAccount.Promotions, user);

    public Task<PostResult> DebitAsync(decimal amount, string user = Ada, int process = 0) =>
        PostAsync(processes[process], TransactionType.Usage, Amount(-amount), SystemAccount.Revenue, user);

    /// <summary>The debit of an order: one, however often it comes.</summary>
    public Task<PostResult> OrderAsync(decimal amount, string key, string user = Ada, int process = 0) =>
        PostAsync(processes[process], TransactionType.Usage, Amount(-amount), SystemAccount.Revenue, user, "order-" + key);

    /// <summary>A debit, and everything that follows from it.</summary>
    public async Task SpendAsync(decimal amount, string user = Ada)
    {
        Assert.IsType<PostResult.Posted>(await DebitAsync(amount, user));
        await Shell.SettleAsync();
    }

    /// <param name="key">The purchase's own; null: another purchase each time.</param>
    public Task<AutoTopUpResult> BuyFirstAsync(
        decimal required, string user = Ada, string purchase = "vm-instance", int process = 0, string? key = null) =>
        processes[process].InScopeAsync<IAutoTopUp,
        AutoTopUpResult>(x => x.BeforePurchaseAsync(user, Amount(required), purchase, key ?? NewKey(), default));

    public Task<StartResult> StartAsync(StartAttempt request, int process = 0) =>
        processes[process].InScopeAsync<StartAttemptCommand, StartResult>(x => x.ExecuteAsync(request, default));

    /// <summary>The next requests never get to the gateway, and nobody knows.</summary>
    public void LoseRequests(int times)
    {
        for (var i = 0; i < times; i++)
            gateway.Failures.Enqueue(FakeGateway.LostAnswer);
    }

    /// <summary>The gateway lists what it knows among its events.</summary>
    public void Happened()
    {
        foreach (var intent in gateway.Intents)
            gateway.Events.Add(
                new GatewayEvent("evt_" + NewKey(), "payment_intent", Shell.Time.GetUtcNow(), intent.Id)
                { Subject = GatewaySubject.PaymentIntent });
    }

    /// <summary>The background task, and what follows from it.</summary>
    public async Task CarryOnAsync(TimeSpan? later = null)
    {
        foreach (var process in processes)
            process.Time.Advance(later ?? TimeSpan.Zero);
        await Shell.InScopeAsync<CarryOn, bool>(async x =>
        {
            await x.RunAsync(default);
            return true;
        });
        await Shell.SettleAsync();
    }

    public async Task<CreditAmount> BalanceAsync(string user = Ada) =>
        (await Shell.Get<ILedger>().GetBalanceAsync(user, default)).Available;

    public async Task AssertBalanceAsync(decimal expected, string user = Ada)
    {
        Assert.Equal(Amount(expected), await BalanceAsync(user));
        await LedgerInvariants.AssertAsync(Shell.Database);
    }

    public async Task<CustomerSettings> SettingsAsync(string user = Ada)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return (await CustomerSettingsRows.FindAsync(db, user, default))!;
    }

    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(string user = Ada)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return [.. (await AttemptRows.ListAsync(db, user, 1000, default)).Reverse()];
    }

    public async Task<long> SpentAsync(string? period = null, string user = Ada)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return await Spending.ReadAsync(db, user, period ?? Spending.DayOf(Shell.Time.GetUtcNow()), default);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return await db.QueryAsync<T>(sql);
    }

    public IReadOnlyList<string> Told(string user = Ada) =>
        [.. processes.SelectMany(x => x.Notifier.Told).Where(x => x.Notification.UserId == user).Select(x => x.Notification.Kind)
            .Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        await database.DisposeAsync();
    }

    private static string NewKey() =>
        "test-" + Interlocked.Increment(ref _keys).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Task<PostResult> PostAsync(
        TestShell shell, TransactionType type, CreditAmount amount, SystemAccount counterpart, string user, string? key = null) =>
        shell.Get<ILedger>().PostAsync(
            new Posting(
                key ?? NewKey(), type, user, amount, counterpart, "Test",
                new Dictionary<string, string>(StringComparer.Ordinal)),
            default);
}
