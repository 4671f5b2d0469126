using System.Diagnostics;
using Marketplace.Catalog.Products;
using Marketplace.Orders.Placing;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.BuyNow;

/// <summary><c>POST /api/marketplace/buy-now</c> (S1-21 to S1-25): one unit, from the balance or by card.</summary>
internal sealed class BuyNowEndpoint(
    BuyWithCredits buy,
    CardPurchase cardPurchase,
    IProducts products,
    Offer offer,
    PurchaseProblems problems,
    IStringLocalizer<BuyNowEndpoint> text)
{
    public static Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        HttpContext context, BuyNowEndpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.ReadAsync(context, cancellationToken);

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        HttpContext context, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        var request = new BuyNowRequest(body.Text("service_id"), body.Text("payment_method"), body.Amount("unit_price_usd"));
        return body.Errors.Count > 0 ? problems.Fields(body.Errors) : await BuyAsync(request, context, cancellationToken);
    }

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> BuyAsync(
        BuyNowRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.ServiceId))
            return problems.Field("service_id", text["Name the service to buy."]);
        if (request.PaymentMethod is not ("TFC" or "Stripe"))
            return problems.Field("payment_method", text["Use \"TFC\" to pay from the balance or \"Stripe\" to pay by card."]);
        var key = IdempotencyKey.Read(context.Request, isRequired: false, out var problem);
        if (problem is not null)
            return problems.Field(IdempotencyKey.Header, problem);
        return request.PaymentMethod == "TFC"
            ? await BuyFromBalanceAsync(request, key, context, cancellationToken)
            : await BuyByCardAsync(request, key, context, cancellationToken);
    }

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> BuyFromBalanceAsync(
        BuyNowRequest request, string key, HttpContext context, CancellationToken cancellationToken)
    {
        var order = new OrderRequest(key, context.User.GetUserId(), request.ServiceId!, Quantity: 1, request.UnitPriceUsd);
        var (result, refusal) = await buy.ExecuteAsync(order, cancellationToken);
        return result switch
        {
            PlaceOrderResult.Placed placed => TypedResults.Ok(BuyNowResponse.Started(placed.UnitIds[0])),
            PlaceOrderResult.InsufficientBalance tooLow =>
                TypedResults.Ok(BuyNowResponse.TooLow(tooLow.Required, tooLow.Available, refusal)),
            PlaceOrderResult.PriceChanged changed => problems.PriceChanged(changed.Current),
            PlaceOrderResult.KeyReused => problems.KeyReused(),
            PlaceOrderResult.UnknownProduct or PlaceOrderResult.NoFulfiller => problems.UnknownProduct(),
            PlaceOrderResult.InvalidQuantity => throw new InvalidOperationException("One unit is always allowed."),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The card pays the full price, whatever the balance (O13).</summary>
    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> BuyByCardAsync(
        BuyNowRequest request, string key, HttpContext context, CancellationToken cancellationToken)
    {
        if (await products.FindAsync(request.ServiceId!, cancellationToken) is not { } product || !offer.CanBuy(product))
            return problems.UnknownProduct();
        if (request.UnitPriceUsd is { } shown && shown != product.Price)
            return problems.PriceChanged(product.Price);
        return await cardPurchase.StartAsync(context, key, product, quantity: 1, new TopUpChoice(product.Price), cancellationToken) switch
        {
            StartTopUpResult.Started started =>
                TypedResults.Ok(BuyNowResponse.Pay(CardPurchase.ToPayment(started.TopUp))),
            StartTopUpResult.InvalidAmount invalid => problems.Field("payment_method", invalid.Message),
            StartTopUpResult.LimitReached reached => problems.LimitReached(reached.Limit),
            StartTopUpResult.GatewayFailed failed => problems.GatewayFailed(failed.Error),
            StartTopUpResult.KeyReused => problems.KeyReused(),
            _ => throw new UnreachableException(),
        };
    }
}
