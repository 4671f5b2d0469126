using System.Globalization;
using System.Security.Claims;
using Marketplace.Credits.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Wallet;

/// <summary>
/// What scripts and integrators read of the signed-in customer's wallet. "Balance" is everywhere what the customer can spend.
/// </summary>
internal sealed class WalletEndpoints(
    IWallet wallet, CreditUnit unit, IAutoTopUpStatus autoTopUp, ISuggestTopUp suggestTopUp, ReadFilter readFilter,
    IStringLocalizer<WalletEndpoints> text)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization().WithTags("Wallet");
        group.MapGet("/wallet/info", (WalletEndpoints x, ClaimsPrincipal user, CancellationToken stop) => x.InfoAsync(user, stop))
            .WithName("GetWalletInfo").WithSummary("The balance and the state of auto top-up");
        group.MapGet(
            "/navbar/dropdown-data", (WalletEndpoints x, ClaimsPrincipal user, CancellationToken stop) => x.NavbarAsync(user, stop))
            .WithName("GetNavbarData").WithSummary("The balance as the navigation bar shows it");
        group.MapGet(
            "/user/tfc-balance", (WalletEndpoints x, ClaimsPrincipal user, CancellationToken stop) => x.TfcBalanceAsync(user, stop))
            .WithName("GetTfcBalance").WithSummary("The balance under its older name");
        group.MapGet(
            "/wallet/check-affordability",
            (WalletEndpoints x, ClaimsPrincipal user, string? amount, CancellationToken stop) => x.CheckAffordabilityAsync(
                user, amount, stop))
            .WithName("CheckAffordability").WithSummary("Whether the balance covers an amount, and what is missing");
        group.MapGet(
            "/wallet/transactions", (
                WalletEndpoints x, ClaimsPrincipal user, [AsParameters] TransactionsRequest request, CancellationToken stop) =>
                    x.TransactionsAsync(user, request, stop))
            .WithName("ListTransactions").WithSummary("The customer's transactions, newest first")
            .WithDescription(
                "Filters combine. A search looks at a limited number of transactions per call: a page may then hold fewer than its limit, "
                + "or none, "
                + "while next_cursor still leads on. The list ends where next_cursor is null.");
        group.MapGet(
            "/wallet/transactions/{id}",
            (WalletEndpoints x, ClaimsPrincipal user, string id, CancellationToken stop) => x.TransactionAsync(user, id, stop))
            .WithName("GetTransaction").WithSummary("One of the customer's transactions");
    }

    public async Task<Ok<WalletInfo>> InfoAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var topUp = await autoTopUp.ReadAsync(user.GetUserId(), cancellationToken);
        return TypedResults.Ok(new WalletInfo(await AvailableAsync(user, cancellationToken), unit.Code, topUp.Enabled, topUp.Threshold));
    }

    public async Task<Ok<NavbarData>> NavbarAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var topUp = await autoTopUp.ReadAsync(user.GetUserId(), cancellationToken);
        return TypedResults.Ok(
            new NavbarData(unit.Format(await AvailableAsync(user, cancellationToken)), unit.Code, topUp.Enabled, topUp.Status));
    }

    public async Task<Ok<TfcBalance>> TfcBalanceAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new TfcBalance(await AvailableAsync(user, cancellationToken)));

    public async Task<Results<Ok<Affordability>, ValidationProblem>> CheckAffordabilityAsync(
        ClaimsPrincipal user, string? amount, CancellationToken cancellationToken)
    {
        if (!CreditAmount.TryParse(amount, out var required) || !required.IsPositive)
            return Problem("amount", text["Send an amount above zero with at most six decimals, for example 5.00."]);
        var available = await AvailableAsync(user, cancellationToken);
        if (available >= required)
            return TypedResults.Ok(new Affordability(true, null));
        var missing = CreditAmount.Missing(required, available);
        var topUp = await autoTopUp.ReadAsync(user.GetUserId(), cancellationToken);
        return TypedResults.Ok(
            new Affordability(false, new Shortfall(required, available, missing, topUp.Enabled, suggestTopUp.For(missing))));
    }

    public async Task<Results<Ok<TransactionList>, ValidationProblem>> TransactionsAsync(
        ClaimsPrincipal user, TransactionsRequest request, CancellationToken cancellationToken)
    {
        var count = (long)HistoryQuery.DefaultLimit;
        var filter = readFilter.Of(request.Type, request.From, request.To, request.Q);
        var problems = filter.Problems.ToDictionary(x => x.Key, x => new[] { x.Value }, StringComparer.Ordinal);
        if (request.Limit is not null && (!TryReadWhole(request.Limit, out count) || count is < 1 or > HistoryQuery.MaxLimit))
            problems["limit"] = [text["Send a whole number from 1 to {0}.", HistoryQuery.MaxLimit]];
        var before = 0L;
        if (request.Cursor is not null && !TryReadWhole(request.Cursor, out before))
            problems["cursor"] = [text["Send the next_cursor of the page before, or none for the first page."]];
        if (problems.Count > 0)
            return TypedResults.ValidationProblem(problems);
        var history = await wallet.ReadHistoryAsync(
            user.GetUserId(), filter.ToQuery((int)count, request.Cursor is null ? null : before), cancellationToken);
        return TypedResults.Ok(new TransactionList(
            [.. history.Transactions.Select(TransactionAnswer.Of)], history.Older?.ToString(CultureInfo.InvariantCulture)));
    }

    public async Task<Results<Ok<TransactionAnswer>, ProblemHttpResult>> TransactionAsync(
        ClaimsPrincipal user, string id, CancellationToken cancellationToken) =>
        await wallet.FindTransactionAsync(user.GetUserId(), id, cancellationToken) is { } transaction
            ? TypedResults.Ok(TransactionAnswer.Of(transaction))
            : TypedResults.Problem(
                text["You have no transaction with this id."], statusCode: StatusCodes.Status404NotFound,
                title: text["Unknown transaction"]);

    private async Task<CreditAmount> AvailableAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await wallet.GetBalanceAsync(user.GetUserId(), cancellationToken)).Available;

    private static ValidationProblem Problem(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    private static bool TryReadWhole(string value, out long number) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
