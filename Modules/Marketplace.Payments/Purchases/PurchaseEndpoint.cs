using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Purchases;

/// <summary>Tells of a package that was paid, and answers what it gave.</summary>
internal sealed class PurchaseEndpoint(VerifyPurchase verify, IStringLocalizer<PurchaseEndpoint> text)
{
    private const int LongestText = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/api/credits/purchase",
            (PurchaseEndpoint x, ClaimsPrincipal user, HttpRequest request, CancellationToken stop) => x.HandleAsync(user, request, stop))
            .RequireAuthorization().RequireRateLimiting(RateLimits.Money)
            .Accepts<PurchaseRequest>("application/json")
            .ProducesProblem(StatusCodes.Status402PaymentRequired).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Credits").WithName("PurchaseCredits").WithSummary("Tells of a package that was paid, and answers its credits")
            .WithDescription(
                "Begin the payment with POST /api/wallet/topups and a package_id, pay the intent that it answers, then send its id here. "
                + "The payment is verified with the payment "
                + "provider and credited once, however often it is told and by whom; repeating the call answers the same.");

    private async Task<Results<Ok<PurchaseAnswer>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        var (read, errors) = await ReadAsync(request, cancellationToken);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors, detail: text["Nothing was credited."]);
        return await verify.ExecuteAsync(user.GetUserId(), read, cancellationToken) switch
        {
            VerifyPurchaseResult.Credited credited => TypedResults.Ok(PurchaseAnswer.Of(credited.Purchase)),
            VerifyPurchaseResult.OtherPackage => Problem(
                StatusCodes.Status409Conflict, text["Paid for something else"],
                text["This payment is not for that package. Nothing was credited by this call; send the package that was paid."],
                "other_package"),
            VerifyPurchaseResult.NotPaid { IsProcessing: true } => Problem(
                StatusCodes.Status402PaymentRequired, text["Not paid yet"],
                text["The bank is still working on this payment. The credits arrive as soon as it is done."], "payment_processing"),
            VerifyPurchaseResult.NotPaid unpaid => Problem(
                StatusCodes.Status402PaymentRequired, text["Not paid"],
                unpaid.Message ?? text["This payment has not been paid. Nothing was credited; pay it first, then send this again."],
                "payment_not_succeeded"),
            VerifyPurchaseResult.GatewayFailed failed => Problem(
                StatusCodes.Status503ServiceUnavailable, text["The payment could not be verified"],
                text["The payment provider did not answer. Nothing was credited; send this again in a moment."], failed.Error.Code),
            VerifyPurchaseResult.UnknownPayment => Problem(
                StatusCodes.Status404NotFound, text["Unknown payment"],
                text["There is no payment of yours with this id. Nothing was credited; begin one with POST /api/wallet/topups."],
                "unknown_payment"),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<(PurchaseRequest Request, Dictionary<string, string[]> Errors)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var errors = body.Errors;
        if (errors.Count > 0)
        {
            errors[""] = [
                text[
                    """Send a JSON object such as {"package":"creator","paymentMethod":"stripe","paymentId":"pi_…"},"""
                    + """ with each field once."""]];
            return (new PurchaseRequest("", "", ""), errors);
        }

        var read = new PurchaseRequest(Text("package"), Text("paymentMethod"), Text("paymentId"));
        if (!errors.ContainsKey("paymentMethod") && read.PaymentMethod is not ("stripe" or "paypal"))
            errors["paymentMethod"] = [text["Send \"stripe\" or \"paypal\"."]];
        return (read, errors);

        string Text(string name)
        {
            if (body.Text(name) is { Length: > 0 and <= LongestText } value)
                return value;
            errors[name] = [text["Send text of 1 to {0} characters.", LongestText]];
            return "";
        }
    }

    private static ProblemHttpResult Problem(int status, string title, string detail, string code) =>
        TypedResults.Problem(
            detail, statusCode: status, title: title, extensions: new Dictionary<string,
            object?>(StringComparer.Ordinal) { ["code"] = code });
}
