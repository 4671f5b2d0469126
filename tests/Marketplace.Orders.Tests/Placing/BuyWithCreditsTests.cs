using Marketplace.Credits.Wallet;
using Marketplace.Orders.Placing;
using Marketplace.Orders.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders.Tests.Placing;

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
        var (user, required, purchase, key) = Assert.Single(topUp.Asked);
        Assert.Equal((Shop.Ada, Shop.Amount(15), order.IdempotencyKey), (user, required, key));
        Assert.True(PrefixedId.IsWellFormed("ord", purchase));
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

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_another_purchase_took_meanwhile_is_asked_for_again_by_a_key_of_its_own(DatabaseKind kind)
    {
        await using var shop = await Shop.OpenAsync(kind);
        var topUp = new TopUp(shop) { Gives = 5, Rivals = 1 };
        Assert.IsType<PlaceOrderResult.Placed>((await BuyAsync(shop, topUp, Shop.Order("k1"))).Result);
        Assert.Equal(["k1", "k1 2"], topUp.Asked.Select(x => x.Key));

        var robbed = new TopUp(shop) { Gives = 5, Rivals = 100 };
        Assert.IsType<PlaceOrderResult.InsufficientBalance>((await BuyAsync(shop, robbed, Shop.Order("k2"))).Result);
        Assert.Equal(3, robbed.Asked.Count);
    }

    private static Task<(PlaceOrderResult Result, string? Refusal)> BuyAsync(Shop shop, TopUp topUp, OrderRequest order) =>
        shop.Shell.InScopeAsync<IServiceProvider, (PlaceOrderResult Result, string? Refusal)>(
            x => ActivatorUtilities.CreateInstance<BuyWithCredits>(x, topUp).ExecuteAsync(order, default));

    private sealed class TopUp(Shop shop) : IAutoTopUp
    {
        public List<(string UserId, CreditAmount Required, string Purchase, string Key)> Asked { get; } = [];

        public decimal Gives { get; init; }

        public string? Refusal { get; init; }

        /// <summary>How often another purchase takes the credits before this one can.</summary>
        public int Rivals { get; set; }

        public Task<AutoTopUpPlan?> PlanAsync(string userId, CreditAmount required, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public async Task<AutoTopUpResult> BeforePurchaseAsync(
            string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken)
        {
            Asked.Add((userId, required, purchase, key));
            if (Gives > 0)
                await shop.GiveAsync(Gives, userId);
            if (Rivals-- > 0)
                await shop.BoughtAsync(Shop.Order());
            return Refusal is null ? new AutoTopUpResult.ToppedUp(Shop.Amount(Gives), purchase) : new AutoTopUpResult.Refused(Refusal);
        }
    }
}
