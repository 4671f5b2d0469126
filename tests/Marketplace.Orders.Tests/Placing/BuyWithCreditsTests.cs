using Marketplace.Credits;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders.Tests;

/// <summary>Auto top-up has its turn before purchases that can be made, and only before those.</summary>
public sealed class BuyWithCreditsTests
{
    [Theory, Trait("Acceptance", "S0-24"), Trait("Acceptance", "S0-50")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Credits_are_bought_first_and_once_for_a_repeated_request(DatabaseKind kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var topUp = new TopUp(shop) { Gives = 25 };
        var order = Shop.Order(quantity: 3);
        Assert.IsType<PlaceOrderResult.Placed>((await BuyAsync(shop, topUp, order)).Result);
        Assert.IsType<PlaceOrderResult.Placed>((await BuyAsync(shop, topUp, order)).Result);
        Assert.Equal((Shop.Ada, Shop.Amount(15), Shop.Vm, order.IdempotencyKey), Assert.Single(topUp.Asked));
    }

    [Fact]
    public async Task Nothing_is_bought_for_what_cannot_be_bought()
    {
        await using var shop = await Shop.OpenAsync(DatabaseKind.Sqlite);
        var topUp = new TopUp(shop);
        Assert.IsType<PlaceOrderResult.PriceChanged>((await BuyAsync(shop, topUp, Shop.Order(shown: 4))).Result);
        Assert.IsType<PlaceOrderResult.UnknownProduct>((await BuyAsync(shop, topUp, Shop.Order(product: "nothing"))).Result);
        Assert.IsType<PlaceOrderResult.InvalidQuantity>((await BuyAsync(shop, topUp, Shop.Order(quantity: 0))).Result);
        Assert.Empty(topUp.Asked);
    }

    [Fact, Trait("Acceptance", "S0-26")]
    public async Task A_refusal_comes_with_the_reason_and_does_not_stop_what_is_affordable()
    {
        await using var shop = await Shop.OpenAsync(DatabaseKind.Sqlite);
        var topUp = new TopUp(shop) { Refusal = "Buy credits by hand." };
        var (result, refusal) = await BuyAsync(shop, topUp, Shop.Order());
        Assert.IsType<PlaceOrderResult.InsufficientBalance>(result);
        Assert.Equal("Buy credits by hand.", refusal);
        await shop.GiveAsync(5);
        Assert.IsType<PlaceOrderResult.Placed>((await BuyAsync(shop, topUp, Shop.Order())).Result);
    }

    private static Task<(PlaceOrderResult Result, string? Refusal)> BuyAsync(Shop shop, TopUp topUp, OrderRequest order) =>
        shop.Shell.InScopeAsync<IServiceProvider, (PlaceOrderResult Result, string? Refusal)>(
            x => ActivatorUtilities.CreateInstance<BuyWithCredits>(x, topUp).ExecuteAsync(order, default));

    private sealed class TopUp(Shop shop) : IAutoTopUp
    {
        public List<(string UserId, CreditAmount Required, string Purchase, string Key)> Asked { get; } = [];

        public decimal Gives { get; init; }

        public string? Refusal { get; init; }

        public async Task<AutoTopUpResult> BeforePurchaseAsync(string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken)
        {
            Asked.Add((userId, required, purchase, key));
            if (Gives > 0)
                await shop.GiveAsync(Gives, userId);
            return Refusal is null ? new AutoTopUpResult.ToppedUp(Shop.Amount(Gives)) : new AutoTopUpResult.Refused(Refusal);
        }
    }
}
