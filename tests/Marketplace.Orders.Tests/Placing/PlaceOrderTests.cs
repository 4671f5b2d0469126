using Marketplace.Catalog.Products;
using Marketplace.Data;
using Marketplace.Orders.Placing;
using Marketplace.Orders.Tests.Support;
using Marketplace.Orders.Units;
using Marketplace.Testing;
using static Marketplace.Orders.Tests.Support.Shop;

namespace Marketplace.Orders.Tests.Placing;

public sealed class PlaceOrderTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-23"), Trait("Acceptance", "S1-28"), Trait("Acceptance", "S0-06"), Trait("Acceptance", "S0-19")]
    public async Task With_enough_credits_the_price_is_reserved_and_the_delivery_queued(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);

        var placed = await shop.BoughtAsync(Order());

        await shop.AssertBalanceAsync(25, held: 5);
        var delivery = Assert.Single(shop.Fulfiller.Deliveries);
        Assert.Equal(Assert.Single(placed.UnitIds), delivery.UnitId);
        Assert.StartsWith("dep_", delivery.UnitId, StringComparison.Ordinal);
        Assert.Equal(
            (placed.OrderId, Ada, Vm, "VM Instance", "vm", Amount(5), BillingPeriod.Month),
            (delivery.OrderId, delivery.UserId, delivery.ProductId, delivery.ProductName, delivery.Kind, delivery.Price, delivery.Period));
        Assert.Equal(delivery.UnitId, await ScalarAsync<string>(shop, "select reference from ledger_holds"));
        Assert.Equal(1, await ScalarAsync<long>(shop, "select count(*) from outbox where event = 'catalog.order-placed'"));
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-15")]
    public async Task A_balance_equal_to_the_price_is_enough(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(5);

        await shop.BoughtAsync(Order());

        await shop.AssertBalanceAsync(5, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-24")]
    public async Task With_too_few_credits_nothing_is_written(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(1.55m);

        Assert.Equal(new PlaceOrderResult.InsufficientBalance(Amount(5), Amount(1.55m)), await shop.BuyAsync(Order()));

        await AssertNothingBoughtAsync(shop, 1.55m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_unknown_hidden_or_undeliverable_cannot_be_bought(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);
        await shop.SaveAsync(Machine("hidden") with { Active = false });
        await shop.SaveAsync(Machine("undeliverable") with { Delivery = "rocket" });

        foreach (var product in new[] { "nothing-like-it", "hidden" })
            Assert.IsType<PlaceOrderResult.UnknownProduct>(await shop.BuyAsync(Order(product: product)));
        Assert.Equal(new PlaceOrderResult.NoFulfiller("rocket"), await shop.BuyAsync(Order(product: "undeliverable")));

        await AssertNothingBoughtAsync(shop, 25);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-36")]
    public async Task A_price_changed_in_the_browser_buys_nothing(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);

        foreach (var shown in new[] { 0.01m, 4.999999m, 5.000001m, -5m })
            Assert.Equal(new PlaceOrderResult.PriceChanged(Amount(5)), await shop.BuyAsync(Order(shown: shown)));

        await AssertNothingBoughtAsync(shop, 25);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_replay_answers_the_first_order_even_when_the_price_changed_since(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);
        var first = await shop.BoughtAsync(Order("same"));
        await shop.SaveAsync(Machine(price: 7));

        var second = await shop.BoughtAsync(Order("same"));

        Assert.True(second.Replayed);
        Assert.Equal(first.UnitIds, second.UnitIds);
        Assert.Equal(first.OrderId, second.OrderId);
        await shop.AssertBalanceAsync(25, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_key_of_another_order_is_refused_but_another_customer_may_use_it(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);
        await shop.GiveAsync(25, "usr_bob");
        await shop.SaveAsync(Machine("other"));
        await shop.BoughtAsync(Order("same"));

        Assert.IsType<PlaceOrderResult.KeyReused>(await shop.BuyAsync(Order("same", "other")));
        Assert.IsType<PlaceOrderResult.KeyReused>(await shop.BuyAsync(Order("same", quantity: 2)));
        Assert.False((await shop.BoughtAsync(Order("same", user: "usr_bob"))).Replayed);

        await shop.AssertBalanceAsync(25, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_form_that_is_sent_many_times_at_once_buys_once(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        // Enough for one only: those who come second must still learn of the first.
        await shop.GiveAsync(5);

        var results = await Race.RunAsync(8, _ => shop.BuyAsync(Order("same")));

        var placed = results.Select(Assert.IsType<PlaceOrderResult.Placed>).ToList();
        Assert.Single(placed, x => !x.Replayed);
        Assert.Single(placed.SelectMany(x => x.UnitIds).Distinct());
        await shop.AssertBalanceAsync(5, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_tabs_that_race_over_one_balance_only_one_wins(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(5);

        var results = await Race.RunAsync(6, _ => shop.BuyAsync(Order()));

        Assert.Single(results, x => x is PlaceOrderResult.Placed);
        Assert.Equal(5, results.Count(x => x is PlaceOrderResult.InsufficientBalance));
        Assert.Equal(1, await shop.CountAsync("catalog_orders"));
        await shop.AssertBalanceAsync(5, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Several_units_are_reserved_each_for_itself_or_not_at_all(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(17);

        Assert.Equal(new PlaceOrderResult.InsufficientBalance(Amount(20), Amount(17)), await shop.BuyAsync(Order(quantity: 4)));
        await shop.AssertBalanceAsync(17);
        var placed = await shop.BoughtAsync(Order(quantity: 3));

        Assert.Equal(3, placed.UnitIds.Distinct().Count());
        Assert.Equal(Amount(15), placed.Total);
        Assert.Equal(3, await shop.CountAsync("ledger_holds"));
        await shop.AssertBalanceAsync(17, held: 15);
        await shop.CloseAsync();
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(21), InlineData(int.MaxValue), InlineData(int.MinValue)]
    public async Task A_quantity_out_of_range_buys_nothing(int quantity)
    {
        var shop = await OpenAsync(DatabaseKind.Sqlite);
        await shop.GiveAsync(25);

        Assert.IsType<PlaceOrderResult.InvalidQuantity>(await shop.BuyAsync(Order(quantity: quantity)));

        await AssertNothingBoughtAsync(shop, 25);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Where_the_delivery_cannot_be_queued_nothing_is_reserved(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        await shop.GiveAsync(25);
        shop.Fulfiller.Failure = new InvalidOperationException("The queue is closed.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.BuyAsync(Order()));

        await AssertNothingBoughtAsync(shop, 25);
    }

    private static async Task AssertNothingBoughtAsync(Shop shop, decimal balance)
    {
        Assert.Equal(0, await shop.CountAsync("catalog_orders"));
        Assert.Equal(0, await shop.CountAsync("catalog_order_items"));
        Assert.Equal(0, await shop.CountAsync("ledger_holds"));
        Assert.Equal(0, await ScalarAsync<long>(shop, "select count(*) from outbox where event like 'catalog.%'"));
        await shop.AssertBalanceAsync(balance);
        await shop.CloseAsync();
    }

    private static async Task<T?> ScalarAsync<T>(Shop shop, string sql)
    {
        await using var session = await shop.Shell.Database.OpenAsync(default);
        return await session.ScalarAsync<T>(sql);
    }
}
