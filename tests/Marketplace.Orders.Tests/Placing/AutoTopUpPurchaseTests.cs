using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Orders.Placing;
using Marketplace.Orders.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Orders.Tests.Placing;

/// <summary>Purchases with the real auto top-up beside them, "when below $10, buy $25": one purchase, one charge.</summary>
public sealed class AutoTopUpPurchaseTests
{
    [Theory, Trait("Acceptance", "S0-25"), Trait("Acceptance", "S0-40")]
    [InlineData(DatabaseKind.Sqlite, 34.80, 105.51, 1, 10_000)]
    [InlineData(DatabaseKind.Postgres, 34.80, 105.51, 1, 10_000)]
    [InlineData(DatabaseKind.Sqlite, 34.80, 35.17, 3, 10_000)]
    [InlineData(DatabaseKind.Postgres, 0, 5, 1, 2500)]
    [InlineData(DatabaseKind.Sqlite, 0, 25, 1, 5000)]
    public async Task One_charge_covers_the_purchase_and_what_the_threshold_needs_after_it(
        DatabaseKind kind, double balance, double price, int quantity, long cents)
    {
        await using var shop = await OpenAsync(kind, (decimal)price);
        if (balance > 0)
            await shop.GiveAsync((decimal)balance);
        Assert.IsType<PlaceOrderResult.Placed>(await BuyAsync(shop, Shop.Order(quantity: quantity, shown: (decimal)price)));
        await shop.Shell.SettleAsync();
        Assert.Equal(cents, Assert.Single(shop.Gateway.ChargeRequests).AmountCents);
    }

    [Theory, Trait("Acceptance", "S0-61")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_purchase_that_triggered_a_charge_is_its_order_before_and_after_it_is_paid(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind, 5);
        var order = Shop.Order(shown: 5);
        var first = Assert.IsType<PlaceOrderResult.Placed>(await BuyAsync(shop, order));
        Assert.Equal(
            first,
            Assert.IsType<PlaceOrderResult.Placed>(await BuyAsync(shop, order)) with
            { UnitIds = first.UnitIds, Replayed = false });
        await shop.Shell.SettleAsync();
        Assert.Equal([first.OrderId], await TriggersAsync(shop));

        // $20.00 are left: the second of these leaves less than $10.00.
        await BuyAsync(shop, Shop.Order(quantity: 2, shown: 5));
        await shop.Shell.SettleAsync();
        var crossing = Assert.IsType<PlaceOrderResult.Placed>(await BuyAsync(shop, Shop.Order(shown: 5)));
        await shop.Shell.SettleAsync();
        Assert.Equal([first.OrderId, crossing.OrderId], await TriggersAsync(shop));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Purchases_at_once_take_turns_and_each_is_made(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind, 60);
        var results = await Race.RunAsync(3, _ => BuyAsync(shop, Shop.Order(shown: 60)));
        await shop.Shell.SettleAsync();
        Assert.All(results, x => Assert.IsType<PlaceOrderResult.Placed>(x));
        Assert.InRange(shop.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct().Count(), 2, 3);
        var balance = await shop.Ledger.GetBalanceAsync(Shop.Ada, default);
        Assert.Equal(Shop.Amount(180), balance.Held);
        // Each charge is for one purchase and no more than that: what is left is less than another amount above the threshold.
        Assert.InRange(balance.Available.ToDecimal(), 10, 35);
        await LedgerInvariants.AssertAsync(shop.Shell.Database);
    }

    private static async Task<Shop> OpenAsync(DatabaseKind kind, decimal price)
    {
        var shop = await Shop.OpenAsync(kind, new AutoTopUp.Startup());
        await shop.SaveAsync(Shop.Machine(price: price));
        var card = await shop.Gateway.SaveCardAsync(shop.Shell.Database, Shop.Ada, BankAnswer.Pays);
        await shop.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into auto_topup_settings (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days,
                payment_method_id, created_at, updated_at)
                values (@user, @yes, 'Fixed', 1000, 2500, 5000, 30, @card, @now, @now)
                """,
                new { user = Shop.Ada, yes = true, card, now = shop.Shell.Time.GetUtcNow() },
                default),
            default);
        return shop;
    }

    private static async Task<IReadOnlyList<string?>> TriggersAsync(Shop shop)
    {
        var history = await shop.Shell.InScopeAsync<IWallet, WalletHistory>(x => x.ReadHistoryAsync(Shop.Ada, new HistoryQuery(), default));
        return [
            .. history.Transactions.Where(x => x.Type == TransactionType.AutoTopUp).Reverse()
                .Select(x => x.Metadata.GetValueOrDefault("triggered_by_purchase"))];
    }

    private static async Task<PlaceOrderResult> BuyAsync(Shop shop, OrderRequest order) =>
        await shop.Shell.InScopeAsync<BuyWithCredits, PlaceOrderResult>(async x => (await x.ExecuteAsync(order, default)).Result);
}
