using System.Diagnostics;
using System.Security.Claims;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Charging;

internal static class TopUpEndpoints
{
    public static void MapTopUps(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/wallet/topups").RequireAuthorization().WithTags("Wallet");
        group.MapPost("", StartAsync).RequireRateLimiting(RateLimits.Money).RequireTerms()
            .Accepts<TopUpRequest>("application/json")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("StartTopUp").WithSummary("Starts buying credits by card")
            .WithDescription(
                "Answers a payment intent, which the browser pays. The credits arrive when it is paid. 422 with the code daily_limit: the "
                + "customer may not buy that much today; "
                + "limit_usd, left_usd and resets_at say what they may. 409 with the code terms_not_accepted: the customer accepts the "
                + "terms at terms_url first.");
        group.MapGet("{paymentIntentId}", GetAsync).WithName("GetTopUp").WithSummary("Tells how far a top-up is");
    }

    private static async Task<Results<Ok<TopUpResponse>, ValidationProblem, ProblemHttpResult>> StartAsync(
        HttpRequest httpRequest,
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        ClaimsPrincipal user,
        ReadTopUpBody readBody,
        TopUpRequestRules rules,
        ITopUps topUps,
        IStringLocalizer<TopUpResponse> text,
        CancellationToken cancellationToken)
    {
        var userId = user.GetUserId();
        var (request, errors) = await readBody.ExecuteAsync(httpRequest, userId, cancellationToken);
        var key = IdempotencyKey.Read(httpRequest, errors);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors, detail: text["You were not charged."]);
        var start = new StartTopUp(key, userId, rules.CreditsFor(request), request.ReturnUrl ?? "") { Package = rules.PackageOf(request) };
        return await topUps.StartAsync(start, alongside: null, cancellationToken) switch
        {
            StartTopUpResult.Started { TopUp: { ClientSecret: not null, PaymentIntentId: not null } topUp } =>
                TypedResults.Ok(TopUpResponse.Of(topUp)),
            StartTopUpResult.InvalidAmount invalid => TypedResults.ValidationProblem([new("amount_usd", [invalid.Message])]),
            StartTopUpResult.LimitReached reached => TypedResults.Problem(
                reached.Limit.Message,
                statusCode: StatusCodes.Status422UnprocessableEntity,
                title: text["Above the daily limit"],
                extensions: reached.Limit.ToExtensions()),
            StartTopUpResult.KeyReused => TypedResults.Problem(
                text["This Idempotency-Key was used for another top-up. Use a new one."], statusCode: StatusCodes.Status409Conflict,
                title: text["Idempotency key reused"]),
            StartTopUpResult.GatewayFailed failed => TypedResults.Problem(
                failed.Error.CustomerMessage,
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: text["The payment could not be started"],
                extensions: [new("code", failed.Error.Code)]),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<Ok<TopUpStatusResponse>, NotFound>> GetAsync(
        string paymentIntentId, ClaimsPrincipal user, RefreshTopUpCommand refresh, CancellationToken cancellationToken)
    {
        if (await refresh.ExecuteAsync(paymentIntentId, user.GetUserId(), cancellationToken) is not { } row)
            return TypedResults.NotFound();
        var status = row.Status switch
        {
            TopUpStatus.Succeeded => "succeeded",
            TopUpStatus.Failed => "failed",
            TopUpStatus.Created or TopUpStatus.Pending => "pending",
            _ => throw new UnreachableException(),
        };
        return TypedResults.Ok(new TopUpStatusResponse(row.Id, paymentIntentId, status, row.Amount, row.FailureMessage));
    }
}
