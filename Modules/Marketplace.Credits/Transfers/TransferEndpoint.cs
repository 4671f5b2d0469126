using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transfers;

/// <summary>Sending credits for programs: one call, no confirmation, and a key that makes repeating it safe.</summary>
internal sealed class TransferEndpoint(
    ReadTransferBody readBody,
    SendCredits send,
    TransferText refusals,
    IAutoTopUpStatus autoTopUp,
    ISuggestTopUp suggestTopUp,
    TimeProvider time,
    IStringLocalizer<TransferEndpoint> text)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
                "/api/wallet/transfer",
                (TransferEndpoint x, ClaimsPrincipal user, HttpRequest request,
                    [FromHeader(Name = IdempotencyKey.Header), Required] string? idempotencyKey, CancellationToken stop) =>
                    x.HandleAsync(user, request, stop))
            .RequireAuthorization().RequireRateLimiting(RateLimits.Money)
            .Accepts<TransferBody>("application/json")
            .ProducesProblem(StatusCodes.Status402PaymentRequired).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("Wallet").WithName("TransferCredits").WithSummary("Sends credits to another customer")
            .WithDescription(
                "Needs the header Idempotency-Key (1 to 150 printable characters): the same key with the same body answers what the first "
                + "call answered and moves nothing; "
                + "with another body it answers 409. Ten unknown recipients a day end the look-ups of that day (429).");

    public async Task<Results<Ok<TransferAnswer>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, errors) = await readBody.ExecuteAsync(request, user.GetUserId(), cancellationToken);
        var key = IdempotencyKey.Read(request, errors, isRequired: true);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors, detail: text["Nothing was sent."]);
        var order = body! with { Key = "api:" + key };
        var result = await send.ExecuteAsync(order, cancellationToken);
        if (result is SendResult.Refused { Refusal: TransferRefusal.TooManyUnknown })
            request.HttpContext.Response.Headers.RetryAfter = SecondsUntilTomorrow();
        return result switch
        {
            SendResult.Sent sent => TypedResults.Ok(new TransferAnswer(sent.TransactionId, order.To, order.Amount, sent.BalanceAfter)),
            SendResult.KeyReused => Problem(
                StatusCodes.Status409Conflict, text["Idempotency key reused"],
                text["This Idempotency-Key was used for another transfer. Nothing was sent; use a new one."], "key_reused"),
            SendResult.Refused { Refusal: TransferRefusal.TooLow tooLow } => await TooLowAsync(tooLow, order.SenderId, cancellationToken),
            SendResult.Refused { Refusal: var refusal } => Refused(refusal),
            _ => throw new UnreachableException(),
        };
    }

    private string SecondsUntilTomorrow()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return ((int)Math.Ceiling((now.Date.AddDays(1) - now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    private ProblemHttpResult Refused(TransferRefusal refusal)
    {
        var (status, title, code) = refusal switch
        {
            TransferRefusal.Off => (StatusCodes.Status403Forbidden, text["Transfers are off"], "transfers_off"),
            TransferRefusal.SenderLocked => (StatusCodes.Status403Forbidden, text["Account locked"], "sender_locked"),
            TransferRefusal.UnknownRecipient => (StatusCodes.Status404NotFound, text["Unknown recipient"], "unknown_recipient"),
            TransferRefusal.TooManyUnknown =>
                (StatusCodes.Status429TooManyRequests, text["Too many unknown recipients"], "too_many_unknown"),
            TransferRefusal.AboveMaximum => (StatusCodes.Status422UnprocessableEntity, text["Above the maximum"], "above_maximum"),
            TransferRefusal.AboveDaily =>
                (StatusCodes.Status422UnprocessableEntity, text["Above the daily maximum"], "above_daily_maximum"),
            TransferRefusal.ToOneself => (StatusCodes.Status422UnprocessableEntity, text["Your own account"], "to_oneself"),
            TransferRefusal.CannotReceive =>
                (StatusCodes.Status422UnprocessableEntity, text["The recipient cannot receive credits"], "cannot_receive"),
            TransferRefusal.TooLow => throw new InvalidOperationException("It has an answer of its own."),
            _ => throw new UnreachableException(),
        };
        return Problem(status, title, refusals.Of(refusal), code);
    }

    private async Task<ProblemHttpResult> TooLowAsync(TransferRefusal.TooLow tooLow, string senderId, CancellationToken cancellationToken)
    {
        var missing = CreditAmount.Missing(tooLow.Required, tooLow.Available);
        var topUp = await autoTopUp.ReadAsync(senderId, cancellationToken);
        return TypedResults.Problem(
            refusals.Of(tooLow),
            statusCode: StatusCodes.Status402PaymentRequired,
            title: text["Not enough credits"],
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["code"] = "insufficient_credits",
                ["shortfall_info"] = new Shortfall(tooLow.Required, tooLow.Available, missing, topUp.Enabled, suggestTopUp.For(missing)),
            });
    }

    private static ProblemHttpResult Problem(int status, string title, string detail, string code) =>
        TypedResults.Problem(
            detail, statusCode: status, title: title, extensions: new Dictionary<string,
            object?>(StringComparer.Ordinal) { ["code"] = code });
}
