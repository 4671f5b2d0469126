using System.Text.Json.Nodes;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Grid;
using Marketplace.Deployments.SimulatedGrid;
using Marketplace.Orders.Placing;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments.Tests.Support;

/// <summary>A tenant that sells and deploys one machine at $5.00 a month on the simulated grid, without a host.</summary>
internal sealed class Site(TestShell shell) : IAsyncDisposable
{
    public const string Ada = "usr_ada";

    public TestShell Shell => shell;

    public TestGrid Grid => shell.Get<TestGrid>();

    /// <param name="settings">The tenant's settings as JSON.</param>
    public static async Task<Site> OpenAsync(DatabaseKind kind, string? settings = null)
    {
        var shell = await TestShell.CreateAsync(
            kind,
            setup =>
            {
                if (settings is not null)
                    setup.Tenant.SetJson(settings);
                setup.Services.AddSingleton<SimulatedGridClient>();
                setup.Services.AddSingleton(services => new TestGrid(services.GetRequiredService<SimulatedGridClient>()));
                setup.Services.AddSingleton<IGridClient>(services => services.GetRequiredService<TestGrid>());
            },
            new Credits.Startup(), new Payments.Startup(), new Catalog.Startup(), new Orders.Startup(), new Startup());
        var site = new Site(shell);
        var step = """
            {"name":"catalog","products":[{"id":"vm-instance","name":"VM Instance","summary":"A small
            """
            + " machine.\",\"category\":\"compute\",\"price\":5,\n"
            + """
              "period":"month","vcpu":1,"ramGb":2,"ssdGb":25,"delivery":"vm"}]}
            """;
        await shell.InScopeAsync<IRecipeStepHandler, bool>(async x =>
        {
            await x.ExecuteAsync(new RecipeStepContext(JsonNode.Parse(step)!.AsObject(), "", IsDevelopment: true), default);
            return true;
        });
        await site.GiveAsync(25);
        return site;
    }

    public Task GiveAsync(decimal amount) =>
        shell.Database.InTransactionAsync(
            transaction => shell.Get<ILedger>().PostAsync(
                transaction,
                new Posting(
                    "gift", TransactionType.TopUp, Ada, CreditAmount.FromDecimal(amount), SystemAccount.PaymentClearing, "Credits",
                    new Dictionary<string, string>()),
                default),
            default);

    /// <returns>The deployment's id.</returns>
    public async Task<string> BuyAsync(string key = "order")
    {
        var placed = await shell.InScopeAsync<PlaceOrder,
            PlaceOrderResult>(x => x.ExecuteAsync(new OrderRequest(key, Ada, "vm-instance", 1, null), default));
        return Assert.IsType<PlaceOrderResult.Placed>(placed).UnitIds[0];
    }

    /// <summary>Moves time on, second by second, and does what is due.</summary>
    public async Task WaitAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            await shell.SettleAsync();
            shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await shell.SettleAsync();
    }

    public async Task<Deployment> FindAsync(string id) => (await shell.Get<DeploymentStore>().FindAsync(id, default))!;

    public async Task AssertBalanceAsync(decimal posted, decimal held = 0) =>
        Assert.Equal(
            new WalletBalance(CreditAmount.FromDecimal(posted), CreditAmount.FromDecimal(held)),
            await shell.Get<ILedger>().GetBalanceAsync(Ada, default));

    public async Task<IReadOnlyList<WalletTransaction>> HistoryAsync() =>
        (await shell.InScopeAsync<IWallet, WalletHistory>(x => x.ReadHistoryAsync(Ada, new HistoryQuery(), default))).Transactions;

    public async Task CloseAsync()
    {
        await LedgerInvariants.AssertAsync(shell.Database);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => shell.DisposeAsync();
}
