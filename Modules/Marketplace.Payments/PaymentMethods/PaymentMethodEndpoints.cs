using System.Diagnostics;
using System.Security.Claims;
using Marketplace.Payments.Gateways;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>Saved cards and PayPal accounts of whoever is signed in. Anybody else's do not exist here.</summary>
internal static class PaymentMethodEndpoints
{
    private const int MaxIdLength = 200;

    public static void MapPaymentMethods(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/wallet/payment-methods").RequireAuthorization().WithTags("Wallet");
        group.MapGet("", ListAsync).WithName("ListPaymentMethods").WithSummary("Lists the saved payment methods, the default first");
        group.MapPost("setup", SetupAsync).Accepts<SetupRequest>("application/json").RequireRateLimiting(RateLimits.Money)
            .WithName("SetUpPaymentMethod").WithSummary("Starts saving a payment method");
        group.MapPost("", SaveAsync).Accepts<SaveMethodRequest>("application/json").RequireRateLimiting(RateLimits.Money)
            .WithName("SavePaymentMethod").WithSummary("Keeps the method of a finished setup");
        group.MapPut("order", ArrangeAsync).Accepts<OrderRequest>("application/json").WithName("OrderPaymentMethods")
            .WithSummary("Sets the order in which methods stand in for one another");
        group.MapPost("{id}/default", MakeDefaultAsync).WithName("SetDefaultPaymentMethod").WithSummary("Makes a method the default");
        group.MapDelete("{id}", RemoveAsync).WithName("RemovePaymentMethod").WithSummary("Removes a payment method");
    }

    private static async Task<Ok<MethodListResponse>> ListAsync(
        ClaimsPrincipal user, IPaymentMethods methods, ITenant tenant, TimeProvider time, CancellationToken cancellationToken)
    {
        var all = await methods.ListAsync(user.GetUserId(), cancellationToken);
        var limit = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section).MaximumMethods;
        return TypedResults.Ok(
            new MethodListResponse([.. all.Select(x => MethodResponse.Of(x, time.GetUtcNow()))], limit, all.Count < limit));
    }

    private static async Task<Results<Ok<SetupResponse>, ValidationProblem, ProblemHttpResult>> SetupAsync(
        HttpRequest request,
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        ClaimsPrincipal user,
        StartMethodSetup setup,
        IStringLocalizer<SetupResponse> text,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        PaymentMethodKind? kind = body.Text("type") switch
        {
            "card" => PaymentMethodKind.Card,
            "paypal" => PaymentMethodKind.PayPal,
            _ => null,
        };
        if (kind is null)
            body.Errors.TryAdd("type", [text["Choose card or paypal."]]);
        var key = IdempotencyKey.Read(request, body.Errors);
        if (body.Errors.Count > 0)
            return TypedResults.ValidationProblem(body.Errors);
        return await setup.ExecuteAsync(user.GetUserId(), kind!.Value, key, cancellationToken) switch
        {
            StartMethodSetupResult.Started started =>
                TypedResults.Ok(
                    new SetupResponse(started.Setup.ClientSecret, started.Setup.Id, kind is PaymentMethodKind.PayPal ? "paypal" : "card")),
            StartMethodSetupResult.NotOffered =>
                TypedResults.ValidationProblem([new("type", [text["PayPal is not offered here. Save a card instead."]])]),
            StartMethodSetupResult.TooMany => TooMany(text),
            StartMethodSetupResult.GatewayFailed failed => Unavailable(failed.Error, text),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<Ok<MethodResponse>, NotFound, ValidationProblem, ProblemHttpResult>> SaveAsync(
        HttpRequest request, ClaimsPrincipal user, SaveMethod save, TimeProvider time, IStringLocalizer<SetupResponse> text,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (body.Text("setup_intent_id") is not { } id || !IsId(id))
            return TypedResults.ValidationProblem([new("setup_intent_id", [text["Give the id of the setup that was confirmed."]])]);
        return await save.ExecuteAsync(user.GetUserId(), id, cancellationToken) switch
        {
            SaveMethodResult.Saved saved => TypedResults.Ok(MethodResponse.Of(saved.Method, time.GetUtcNow())),
            SaveMethodResult.NotFound => TypedResults.NotFound(),
            SaveMethodResult.NotFinished unfinished => TypedResults.Problem(
                unfinished.Message ?? text["Your bank has not confirmed it yet. It was not saved."],
                statusCode: StatusCodes.Status409Conflict,
                title: text["Not saved"],
                extensions: [new("code", "setup_not_finished")]),
            SaveMethodResult.TooMany => TooMany(text),
            SaveMethodResult.GatewayFailed failed => Unavailable(failed.Error, text),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> ArrangeAsync(
        HttpRequest request, ClaimsPrincipal user, OrderMethods order, IStringLocalizer<SetupResponse> text,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (body.Texts("ids") is not { Count: > 0 and <= 100 } ids || !ids.All(IsId))
            return TypedResults.ValidationProblem([new("ids", [text["Name all payment methods, the default first."]])]);
        return await order.ArrangeAsync(user.GetUserId(), ids, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem(
                text["The list has changed. Load it again, then set the order."], statusCode: StatusCodes.Status409Conflict,
                title: text["The order was not changed"]);
    }

    private static async Task<Results<NoContent, NotFound>> MakeDefaultAsync(
        string id, ClaimsPrincipal user, OrderMethods order, CancellationToken cancellationToken) =>
        IsId(id) && await order.MoveAsync(user.GetUserId(), id, 0, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(
        string id, ClaimsPrincipal user, RemoveMethod remove, CancellationToken cancellationToken) =>
        IsId(id) && await remove.ExecuteAsync(user.GetUserId(), id, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static ProblemHttpResult TooMany(IStringLocalizer text) => TypedResults.Problem(
        text["You have saved as many payment methods as you can. Remove one first."],
        statusCode: StatusCodes.Status409Conflict,
        title: text["Too many payment methods"],
        extensions: [new("code", "too_many_methods")]);

    private static ProblemHttpResult Unavailable(GatewayError error, IStringLocalizer text) => TypedResults.Problem(
        text["The payment service did not answer. Nothing was saved. Try again in a minute."],
        statusCode: StatusCodes.Status503ServiceUnavailable,
        title: text["Not saved"],
        extensions: [new("code", error.Code)]);

    /// <summary>What no gateway gives out is not looked for: databases and addresses are not asked about odd characters.</summary>
    private static bool IsId(string? id) =>
        id is { Length: > 0 and <= MaxIdLength } && id.All(x => char.IsAsciiLetterOrDigit(x) || x is '_' or '-');
}
