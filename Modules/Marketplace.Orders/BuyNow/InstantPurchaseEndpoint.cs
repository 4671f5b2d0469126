using System.Diagnostics;
using System.Text.Json.Serialization;
using Marketplace.Orders.Placing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.BuyNow;

/// <summary>Body of <c>POST /api/wallet/instant-purchase</c> (S0-36).</summary>
/// <param name="ProductName">For the reader of a log; the catalogue's own name counts.</param>
/// <param name="UnitPriceUsd">The price the customer saw.</param>
internal sealed record InstantPurchaseRequest(
    [property: JsonPropertyName("product_id")] string? ProductId,
    [property: JsonPropertyName("product_name")] string? ProductName,
    [property: JsonPropertyName("quantity")] int? Quantity,
    [property: JsonPropertyName("unit_price_usd")] CreditAmount? UnitPriceUsd);

internal sealed record InstantPurchaseResponse(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("order_id")] string OrderId,
    [property: JsonPropertyName("deployment_id")] string DeploymentId,
    [property: JsonPropertyName("deployment_ids")] IReadOnlyList<string> DeploymentIds,
    [property: JsonPropertyName("amount")] CreditAmount Amount,
    [property: JsonPropertyName("message")] string Message);

internal sealed class InstantPurchaseEndpoint(
    BuyWithCredits buy, PurchaseProblems problems, IStringLocalizer<InstantPurchaseEndpoint> text)
{
    public static Task<Results<Ok<InstantPurchaseResponse>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        HttpContext context, InstantPurchaseEndpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.ReadAsync(context, cancellationToken);

    private async Task<Results<Ok<InstantPurchaseResponse>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        HttpContext context, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        var request = new InstantPurchaseRequest(
            body.Text("product_id"), body.Text("product_name"), body.Whole("quantity", 1, OrderQuantity.Max),
            body.Amount("unit_price_usd"));
        return body.Errors.Count > 0 ? problems.Fields(body.Errors) : await BuyAsync(request, context, cancellationToken);
    }

    private async Task<Results<Ok<InstantPurchaseResponse>, ValidationProblem, ProblemHttpResult>> BuyAsync(
        InstantPurchaseRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.ProductId))
            return problems.Field("product_id", text["Name the product to buy."]);
        if (request.UnitPriceUsd is not { } shown)
            return problems.Field("unit_price_usd", text["Send the price that was shown."]);
        var key = IdempotencyKey.Read(context.Request, isRequired: false, out var problem);
        if (problem is not null)
            return problems.Field(IdempotencyKey.Header, problem);
        var order = new OrderRequest(key, context.User.GetUserId(), request.ProductId, request.Quantity ?? 1, shown);
        var (result, refusal) = await buy.ExecuteAsync(order, cancellationToken);
        return result switch
        {
            PlaceOrderResult.Placed placed => TypedResults.Ok(new InstantPurchaseResponse(
                true, placed.OrderId, placed.UnitIds[0], placed.UnitIds, placed.Total, "Deployment started successfully")),
            PlaceOrderResult.InsufficientBalance tooLow =>
                await problems.TooLowAsync(order.UserId, tooLow.Required, tooLow.Available, refusal, cancellationToken),
            PlaceOrderResult.InvalidQuantity => problems.Field("quantity", text["Buy 1 to {0} at once.", OrderQuantity.Max]),
            PlaceOrderResult.PriceChanged changed => problems.PriceChanged(changed.Current),
            PlaceOrderResult.KeyReused => problems.KeyReused(),
            PlaceOrderResult.UnknownProduct or PlaceOrderResult.NoFulfiller => problems.UnknownProduct(),
            _ => throw new UnreachableException(),
        };
    }
}
