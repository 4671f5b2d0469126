using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Marketplace.Payments.Charging;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.History;

/// <summary>A customer's payments for programs and spreadsheets.</summary>
internal sealed class HistoryEndpoints(
    ListPayments list, ReadPaymentFilter readFilter, PaymentTexts words, CreditUnit unit, ContinueTopUp continueTopUp, TimeProvider time,
    IStringLocalizer<HistoryEndpoints> text)
{
    private const int DefaultLimit = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/wallet/topups").RequireAuthorization().WithTags("Wallet");
        group.MapGet(
            "", (HistoryEndpoints x, ClaimsPrincipal user, [AsParameters] PaymentsRequest request, CancellationToken stop) => x.ListAsync(
                user, request, stop))
            .WithName("ListTopUps").WithSummary("The customer's payments, newest first: paid, open and failed");
        group.MapPost(
            "{paymentIntentId}/continue",
            (HistoryEndpoints x, ClaimsPrincipal user, string paymentIntentId, CancellationToken stop) => x.ContinueAsync(
                user, paymentIntentId, stop))
            .RequireRateLimiting(RateLimits.Money)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("ContinueTopUp").WithSummary("Takes up a payment that was left open")
            .WithDescription("Answers what the browser needs to pay it, or 409 where it is paid, closed or with the bank.");
        routes.MapGet(
            "/dashboard/wallet/payments.csv", (
                HistoryEndpoints x, ClaimsPrincipal user, [AsParameters] PaymentFilterText typed, CancellationToken stop) => x.Download(
                    user, typed, stop))
            .RequireAuthorization().ExcludeFromDescription();
    }

    private async Task<Results<Ok<PaymentList>, ValidationProblem>> ListAsync(
        ClaimsPrincipal user, PaymentsRequest request, CancellationToken cancellationToken)
    {
        var status = request.Status switch { "succeeded" => "paid", "pending" => "open", var other => other };
        var filter = readFilter.Of(new PaymentFilterText(request.Status is "paid" or "open" ? "?" : status, request.From, request.To));
        var problems = filter.Problems.ToDictionary(x => x.Key, x => new[] { x.Value }, StringComparer.Ordinal);
        if (problems.ContainsKey("status"))
            problems["status"] = [text["Send succeeded, pending or failed."]];
        var limit = DefaultLimit;
        if (request.Limit is not null
            && (!int.TryParse(request.Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
            || limit is < 1 or > ListPayments.MaxLimit))
            problems["limit"] = [text["Send a whole number from 1 to {0}.", ListPayments.MaxLimit]];
        if (request.Cursor is { } cursor && !IsId(cursor))
            problems["cursor"] = [text["Send the next_cursor of the page before, or none for the first page."]];
        if (problems.Count > 0)
            return TypedResults.ValidationProblem(problems);
        var page = await list.PageAsync(user.GetUserId(), filter, limit, request.Cursor, after: null, cancellationToken);
        return TypedResults.Ok(new PaymentList([.. page.Payments.Select(PaymentAnswer.Of)], page.Older));
    }

    private async Task<Results<Ok<TopUpResponse>, NotFound, ProblemHttpResult>> ContinueAsync(
        ClaimsPrincipal user, string paymentIntentId, CancellationToken cancellationToken) =>
        await continueTopUp.ExecuteAsync(user.GetUserId(), paymentIntentId, cancellationToken) switch
        {
            ContinueResult.Open open => TypedResults.Ok(TopUpResponse.Of(open.TopUp)),
            ContinueResult.Closed closed =>
                TypedResults.Problem(
                    closed.Message, statusCode: StatusCodes.Status409Conflict, title: text["This payment cannot be continued"]),
            ContinueResult.GatewayFailed failed => TypedResults.Problem(
                failed.Error.CustomerMessage, statusCode: StatusCodes.Status503ServiceUnavailable,
                title: text["The payment could not be continued"], extensions: [new("code", failed.Error.Code)]),
            ContinueResult.Unknown => TypedResults.NotFound(),
            _ => throw new UnreachableException(),
        };

    private Results<CsvStream, ValidationProblem> Download(
        ClaimsPrincipal user, PaymentFilterText typed, CancellationToken cancellationToken)
    {
        var filter = readFilter.Of(typed);
        if (filter.Problems.Count > 0)
            return TypedResults.ValidationProblem(filter.Problems.ToDictionary(x => x.Key, x => new[] { x.Value }, StringComparer.Ordinal));
        return new CsvStream(
            LinesAsync(user.GetUserId(), filter, cancellationToken),
            $"payments-{time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }

    private async IAsyncEnumerable<string> LinesAsync(
        string userId, PaymentFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Time (UTC)"].Value, text["Receipt"].Value, text["What"].Value, text["Price (USD)"].Value, text["Refunded (USD)"].Value,
            text["Credits"].Value, text["Bonus"].Value,
            text["Unit"].Value, text["Status"].Value, text["Paid with"].Value, text["Payment"].Value, text["Why"].Value);
        await foreach (var x in list.AllAsync(userId, filter, cancellationToken))
        {
            yield return CsvText.Line(
                x.CreatedAt, x.Receipt, words.What(x), new Usd(x.AmountCents), new Usd(x.RefundedCents), x.Amount, x.Bonus, unit.Code,
                words.State(x), words.Method(x), x.PaymentIntentId, words.Explain(x));
        }
    }

    private static bool IsId(string text) => text.Length is > 0 and <= 100 && text.All(x => char.IsAsciiLetterOrDigit(x) || x == '_');
}
