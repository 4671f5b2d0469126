using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Orders.Tests.Support;
using Marketplace.Orders.Units;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Orders.Tests.Support.Shop;

namespace Marketplace.Orders.Tests.Units;

public sealed class OrdersTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-14")]
    public async Task A_delivered_unit_is_paid_once_however_often_it_is_said(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var deployment = await OrderedAsync(shop);

        Assert.IsType<CompleteOrderResult.Completed>(await CompleteAsync(shop, deployment));
        Assert.IsType<CompleteOrderResult.AlreadyCompleted>(await CompleteAsync(shop, deployment));

        await shop.AssertBalanceAsync(20);
        var entry =
            (await shop.Shell.InScopeAsync<IWallet, WalletHistory>(x => x.ReadHistoryAsync(Ada, new HistoryQuery(), default))).Transactions[
                0];
        Assert.Equal(
            (TransactionType.Deployment, Amount(-5), Amount(25), Amount(20)),
            (entry.Type, entry.Amount, entry.BalanceBefore, entry.BalanceAfter));
        Assert.Equal($"Deployment: VM Instance ({deployment})", entry.Description);
        Assert.Equal(deployment, entry.Metadata["deployment_id"]);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-31")]
    public async Task A_failed_unit_costs_nothing_and_cannot_be_paid_later(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var deployment = await OrderedAsync(shop);

        await FailAsync(shop, deployment);
        await FailAsync(shop, deployment);

        await shop.AssertBalanceAsync(25);
        Assert.IsType<CompleteOrderResult.NotPayable>(await CompleteAsync(shop, deployment));
        await shop.AssertBalanceAsync(25);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_delivered_does_not_fail_any_more(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var deployment = await OrderedAsync(shop);
        await CompleteAsync(shop, deployment);

        await FailAsync(shop, deployment);

        await shop.AssertBalanceAsync(20);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Success_and_failure_that_race_end_in_one_of_them(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var deployment = await OrderedAsync(shop);

        await Race.RunAsync(6, async index =>
        {
            if (index % 2 == 0)
                await CompleteAsync(shop, deployment);
            else
                await FailAsync(shop, deployment);
            return index;
        });

        var balance = await shop.Ledger.GetBalanceAsync(Ada, default);
        Assert.Equal(CreditAmount.Zero, balance.Held);
        Assert.Contains(balance.Posted, new[] { Amount(20), Amount(25) });
        await shop.CloseAsync();
    }

    [Fact]
    public async Task Credits_released_behind_its_back_leave_an_order_unpayable()
    {
        var shop = await OpenAsync(DatabaseKind.Sqlite);
        var deployment = await OrderedAsync(shop);
        await using (var session = await shop.Shell.Database.OpenAsync(default))
        {
            var hold = await session.QuerySingleAsync<string>("select hold_id from catalog_order_items");
            await shop.Shell.Database.InTransactionAsync(transaction => shop.Ledger.VoidHoldAsync(transaction, hold, default), default);
        }

        Assert.IsType<CompleteOrderResult.NotPayable>(await CompleteAsync(shop, deployment));
        await shop.AssertBalanceAsync(25);
        await shop.CloseAsync();
    }

    private static async Task<string> OrderedAsync(Shop shop)
    {
        await shop.GiveAsync(25);
        return (await shop.BoughtAsync(Order())).UnitIds[0];
    }

    private static async Task<CompleteOrderResult> CompleteAsync(Shop shop, string deployment)
    {
        await using var scope = shop.Shell.CreateScope();
        var orders = scope.ServiceProvider.GetRequiredService<IOrders>();
        var completion = new OrderCompletion(
            deployment, TransactionType.Deployment, $"Deployment: VM Instance ({deployment})", new Dictionary<string,
            string> { ["deployment_id"] = deployment, ["service_name"] = "VM Instance" });
        return await shop.Shell.Database.InTransactionAsync(transaction => orders.CompleteAsync(transaction, completion, default), default);
    }

    private static async Task FailAsync(Shop shop, string deployment)
    {
        await using var scope = shop.Shell.CreateScope();
        var orders = scope.ServiceProvider.GetRequiredService<IOrders>();
        await shop.Shell.Database.InTransactionAsync(
            transaction => orders.FailAsync(transaction, deployment, "No node is free.", default), default);
    }
}
