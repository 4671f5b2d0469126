using Marketplace.Orders.PendingPurchases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Orders.BuyNow;

internal static class PurchaseEndpoints
{
    public static void MapPurchases(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization().WithTags("Purchases");
        var buying = group.MapGroup("").RequireRateLimiting(RateLimits.Money).RequireTerms();
        buying.MapPost("/marketplace/buy-now", BuyNowEndpoint.HandleAsync).Accepts<BuyNowRequest>("application/json").WithName("BuyNow")
            .WithSummary("Buys one service, from the balance or by card");
        buying.MapPost("/wallet/instant-purchase", InstantPurchaseEndpoint.HandleAsync).Accepts<InstantPurchaseRequest>("application/json")
            .WithName("InstantPurchase").WithSummary("Buys products from the balance");
        buying.MapPost("/wallet/purchase-with-topup", PurchaseWithTopUpEndpoint.HandleAsync)
            .Accepts<PurchaseWithTopUpRequest>("application/json")
            .WithName("PurchaseWithTopUp").WithSummary("Buys products, and credits by card where the balance is too low");
        group.MapGet("/marketplace/purchases/{payment_intent_id}", PurchaseStatusEndpoint.HandleAsync)
            .WithName("GetPurchase").WithSummary("Tells what became of a purchase by card");
    }
}
