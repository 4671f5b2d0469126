using System.Net;
using Marketplace.Data;
using Marketplace.Orders.PendingPurchases;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Orders.Tests.Support.Shop;

namespace Marketplace.Orders.Tests.Http;

/// <summary>Where a card payment returns to, in each state of the purchase.</summary>
public sealed class DeployPageTests(SqliteShopSite site) : IClassFixture<SqliteShopSite>
{
    private const string Page = "/marketplace/service/vm-instance/deploy";

    [Fact]
    [Trait("Acceptance", "S1-27")]
    public async Task A_completed_purchase_leads_to_its_deployment()
    {
        var customer = await site.RegisterAsync();
        await StoreAsync(customer.Id, PendingPurchaseStatus.Completed, "dep_1", null);

        var answer = await customer.Visitor.GetAsync(Page + "?payment_intent=pi_" + customer.Id);

        Assert.Equal(
            (HttpStatusCode.Redirect, "/dashboard/deployments/dep_1"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("PaymentFailed", "Your card was declined.", "[data-test=purchase-failed]")]
    [InlineData("NotBought", "The price rose to $6.00.", "[data-test=purchase-not-bought]")]
    public async Task One_that_did_not_complete_says_why(string status, string reason, string place)
    {
        var customer = await site.RegisterAsync();
        await StoreAsync(customer.Id, Enum.Parse<PendingPurchaseStatus>(status), null, reason);

        var page = await customer.Visitor.GetPageAsync(Page);

        Assert.Contains(reason, page.QuerySelector(place)!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='{Page[..^7]}']"));
    }

    [Fact]
    public async Task Where_nothing_waits_it_leads_back_to_the_product()
    {
        var customer = await site.RegisterAsync();

        Assert.NotNull((await customer.Visitor.GetPageAsync(Page)).QuerySelector($"a[href='{Page[..^7]}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await customer.Visitor.GetAsync("/marketplace/service/no-such-thing/deploy")).StatusCode);
    }

    [Fact]
    public async Task Looking_is_not_limited_but_buying_is()
    {
        await using var app = await MarketplaceApp.StartAsync(
            new MarketplaceAppOptions { Settings = new Dictionary<string, string> { ["Marketplace:RateLimits:Money"] = "2" } });
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        var request = new { service_id = "vm-instance", payment_method = "TFC" };

        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/marketplace/service/vm-instance")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostJsonAsync("/api/marketplace/buy-now", request)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostJsonAsync("/api/marketplace/buy-now", request)).StatusCode);
        var refused = await visitor.PostJsonAsync("/api/marketplace/buy-now", request);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    private Task StoreAsync(string userId, PendingPurchaseStatus status, string? deploymentId, string? reason) =>
        site.App.InTenantAsync("mycelium", async services =>
        {
            var store = services.GetRequiredService<PendingPurchaseStore>();
            var purchase = new PendingPurchase
            {
                PaymentIntentId = "pi_" + userId, UserId = userId, ProductId = Vm, Quantity = 1, UnitPrice = Amount(5),
                    Status = PendingPurchaseStatus.Waiting,
            };
            await services.GetRequiredService<IDatabase>()
                .InTransactionAsync(transaction => store.InsertAsync(transaction, purchase, default), default);
            await store.EndAsync(purchase.PaymentIntentId, status, deploymentId, reason, default);
        });
}
