using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

internal static class TopUpEndpoints
{
    private const int MaxKeyLength = 200;

    public static void MapTopUps(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/wallet/topups").RequireAuthorization().WithTags("Wallet");
        group.MapPost("", StartAsync).RequireRateLimiting(RateLimits.Money).WithName("StartTopUp").WithSummary("Starts buying credits by card");
        group.MapGet("{paymentIntentId}", GetAsync).WithName("GetTopUp").WithSummary("Tells how far a top-up is");
    }

    private static async Task<Results<Ok<TopUpResponse>, ValidationProblem, ProblemHttpResult>> StartAsync(
        TopUpRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ClaimsPrincipal user,
        TopUpRequestRules rules,
        ITopUps topUps,
        TimeProvider time,
        IStringLocalizer<TopUpResponse> text,
        CancellationToken cancellationToken)
    {
        var userId = user.GetUserId();
        if (rules.Check(request, userId) is { Count: > 0 } errors)
            return TypedResults.ValidationProblem(errors);
        if (idempotencyKey?.Length > MaxKeyLength)
            return TypedResults.ValidationProblem([new("Idempotency-Key", [text["At most 200 characters."]])]);

        var key = string.IsNullOrEmpty(idempotencyKey) ? PrefixedId.New("key", time) : idempotencyKey;
        var start = new StartTopUp(key, userId, rules.CreditsFor(request), request.ReturnUrl ?? "") { Package = rules.PackageOf(request) };
        var usd = start.Package?.PriceUsd ?? request.AmountUsd ?? 0;
        return await topUps.StartAsync(start, alongside: null, cancellationToken) switch
        {
            StartTopUpResult.Started { TopUp: { ClientSecret: { } secret, PaymentIntentId: { } intent } topUp } =>
                TypedResults.Ok(new TopUpResponse(secret, intent, (long)(usd * 100), CreditAmount.FromDecimal(usd), topUp.Id)),
            StartTopUpResult.InvalidAmount invalid => TypedResults.ValidationProblem([new("amount_usd", [invalid.Message])]),
            StartTopUpResult.LimitReached reached => TypedResults.Problem(
                reached.Limit.Message,
                statusCode: StatusCodes.Status422UnprocessableEntity,
                title: text["Above the daily limit"],
                extensions: reached.Limit.ToExtensions()),
            StartTopUpResult.KeyReused => TypedResults.Problem(
                text["This Idempotency-Key was used for another top-up. Use a new one."], statusCode: StatusCodes.Status409Conflict, title: text["Idempotency key reused"]),
            StartTopUpResult.GatewayFailed failed => TypedResults.Problem(
                failed.Error.CustomerMessage,
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: text["The payment could not be started"],
                extensions: [new("code", failed.Error.Code)]),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no answer."),
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
            _ => "pending",
        };
        return TypedResults.Ok(new TopUpStatusResponse(row.Id, paymentIntentId, status, row.Amount, row.FailureMessage));
    }
}
