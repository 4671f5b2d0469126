using System.Text.Json.Serialization;
using Marketplace.Catalog.Products;
using Marketplace.Credits.Wallet;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.BuyNow;

/// <summary>Refused purchases as RFC 9457 problem details. Each says what happened, what did not, and what to do next.</summary>
internal sealed class PurchaseProblems(
    IStringLocalizer<PurchaseProblems> text, PriceText prices, ISuggestTopUp suggestTopUp, IAutoTopUpStatus autoTopUp)
{
    public ProblemHttpResult UnknownProduct() =>
        TypedResults.Problem(
            text["This product is not in the catalogue. Nothing was charged."], statusCode: StatusCodes.Status404NotFound,
            title: text["Unknown product"]);

    public ProblemHttpResult PriceChanged(CreditAmount current) =>
        TypedResults.Problem(
            text["The price is now {0}. Nothing was charged; look at the new price and buy again if you like it.", prices.Amount(current)],
            statusCode: StatusCodes.Status409Conflict,
            title: text["The price has changed"],
            extensions: new Dictionary<string,
            object?>(StringComparer.Ordinal) { ["code"] = "price_changed", ["current_price"] = current });

    public ProblemHttpResult KeyReused() =>
        TypedResults.Problem(
            text["This Idempotency-Key was used for another request. Nothing was charged; send a new key."],
            statusCode: StatusCodes.Status409Conflict,
            title: text["Key used before"]);

    /// <param name="refusal">Why auto top-up bought nothing, where it had to; localized.</param>
    public async Task<ProblemHttpResult> TooLowAsync(
        string userId, CreditAmount required, CreditAmount available, string? refusal, CancellationToken cancellationToken)
    {
        var missing = CreditAmount.Missing(required, available);
        var isAutomatic = (await autoTopUp.ReadAsync(userId, cancellationToken)).Enabled;
        return TypedResults.Problem(
            refusal is null
                ? text[
                    "You need {0} and have {1}. Nothing was charged; buy credits and try again.", prices.Amount(required),
                    prices.Amount(available)]
                : text["You need {0} and have {1}. {2}", prices.Amount(required), prices.Amount(available), refusal],
            statusCode: StatusCodes.Status402PaymentRequired,
            title: text["Not enough credits"],
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["shortfall_info"] = new ShortfallInfo(required, available, missing, isAutomatic, suggestTopUp.For(missing)),
            });
    }

    public ProblemHttpResult GatewayFailed(GatewayError error) =>
        TypedResults.Problem(
            error.CustomerMessage,
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: text["The card payment could not be started"],
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = error.Code });

    public ProblemHttpResult LimitReached(DailyLimitReached limit) =>
        TypedResults.Problem(
            limit.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: text["Above the daily limit"],
            extensions: limit.ToExtensions());

    public ValidationProblem Fields(Dictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, detail: text["Nothing was charged."]);

    public ValidationProblem Field(string field, string message) =>
        TypedResults.ValidationProblem(
            new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] }, detail: text["Nothing was charged."]);
}
