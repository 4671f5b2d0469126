using System.Diagnostics;
using System.Text.Json.Serialization;
using Marketplace.Catalog.Products;
using Marketplace.Orders.PendingPurchases;
using Marketplace.Orders.Placing;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.BuyNow;

/// <summary>Body of <c>POST /api/wallet/purchase-with-topup</c> (S0-50).</summary>
/// <param name="TopupAmountUsd">What to pay by card where the balance is too low. With a package it may be left out.</param>
/// <param name="TopupPackageId">The package of credits to buy instead of an amount.</param>
internal sealed record PurchaseWithTopUpRequest(
    [property: JsonPropertyName("product_id")] string? ProductId,
    [property: JsonPropertyName("quantity")] int? Quantity,
    [property: JsonPropertyName("unit_price_usd")] CreditAmount? UnitPriceUsd,
    [property: JsonPropertyName(TopUpChoices.AmountField)] Usd? TopupAmountUsd,
    [property: JsonPropertyName(TopUpChoices.PackageField)] string? TopupPackageId = null);

/// <summary>
/// Buys from the balance where that suffices, or does after auto top-up; otherwise buys credits by card, and the purchase completes by
/// itself (S0-38).
/// </summary>
internal sealed class PurchaseWithTopUpEndpoint(
    BuyWithCredits buy,
    CardPurchase cardPurchase,
    IProducts products,
    PurchaseProblems problems,
    TopUpChoices choices,
    IStringLocalizer<PurchaseWithTopUpEndpoint> text)
{
    public static Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        HttpContext context, PurchaseWithTopUpEndpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.ReadAsync(context, cancellationToken);

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        HttpContext context, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        var request = new PurchaseWithTopUpRequest(
            body.Text("product_id"), body.Whole("quantity", 1, OrderQuantity.Max), body.Amount("unit_price_usd"),
            body.Usd(TopUpChoices.AmountField), body.Text(TopUpChoices.PackageField));
        return body.Errors.Count > 0 ? problems.Fields(body.Errors) : await BuyAsync(request, context, cancellationToken);
    }

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> BuyAsync(
        PurchaseWithTopUpRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.ProductId))
            return problems.Field("product_id", text["Name the product to buy."]);
        if (request.UnitPriceUsd is not { } shown)
            return problems.Field("unit_price_usd", text["Send the price that was shown."]);
        var key = IdempotencyKey.Read(context.Request, isRequired: false, out var problem);
        if (problem is not null)
            return problems.Field(IdempotencyKey.Header, problem);
        var order = new OrderRequest(key, context.User.GetUserId(), request.ProductId, request.Quantity ?? 1, shown);
        // Sent again when the card has paid, the request would find a balance that suffices and buy a second time.
        if (await cardPurchase.FindAsync(order.UserId, key, cancellationToken) is { } started)
            return await ReplayAsync(request, order, started, context, cancellationToken);
        return (await buy.ExecuteAsync(order, cancellationToken)).Result switch
        {
            PlaceOrderResult.Placed placed => TypedResults.Ok(BuyNowResponse.Started(placed.UnitIds[0])),
            PlaceOrderResult.InsufficientBalance tooLow =>
                await PayAsync(request, order, CreditAmount.Missing(tooLow.Required, tooLow.Available), context, cancellationToken),
            PlaceOrderResult.InvalidQuantity => problems.Field("quantity", text["Buy 1 to {0} at once.", OrderQuantity.Max]),
            PlaceOrderResult.PriceChanged changed => problems.PriceChanged(changed.Current),
            PlaceOrderResult.KeyReused => problems.KeyReused(),
            PlaceOrderResult.UnknownProduct or PlaceOrderResult.NoFulfiller => problems.UnknownProduct(),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> ReplayAsync(
        PurchaseWithTopUpRequest request, OrderRequest order, PendingPurchase started, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (started.ProductId != order.ProductId || started.Quantity != order.Quantity)
            return problems.KeyReused();
        if (started is { Status: PendingPurchaseStatus.Completed, UnitId: { } unitId })
            return TypedResults.Ok(BuyNowResponse.Started(unitId));
        return await PayAsync(request, order, CreditAmount.Zero, context, cancellationToken);
    }

    private async Task<Results<Ok<BuyNowResponse>, ValidationProblem, ProblemHttpResult>> PayAsync(
        PurchaseWithTopUpRequest request, OrderRequest order, CreditAmount shortfall, HttpContext context,
        CancellationToken cancellationToken)
    {
        var (choice, field, problem) = choices.Read(request.TopupAmountUsd, request.TopupPackageId, shortfall);
        if (choice is null)
            return problems.Field(field, problem);
        var product = await products.FindAsync(order.ProductId, cancellationToken);
        if (product is null || product.Price != order.ShownUnitPrice)
            return product is null ? problems.UnknownProduct() : problems.PriceChanged(product.Price);
        return await cardPurchase.StartAsync(context, order.IdempotencyKey, product, order.Quantity, choice, cancellationToken) switch
        {
            StartTopUpResult.Started started => TypedResults.Ok(BuyNowResponse.Pay(CardPurchase.ToPayment(started.TopUp))),
            StartTopUpResult.InvalidAmount invalid => problems.Field(field, invalid.Message),
            StartTopUpResult.LimitReached reached => problems.LimitReached(reached.Limit),
            StartTopUpResult.GatewayFailed failed => problems.GatewayFailed(failed.Error),
            StartTopUpResult.KeyReused => problems.KeyReused(),
            _ => throw new UnreachableException(),
        };
    }
}
