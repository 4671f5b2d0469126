using System.Security.Claims;
using Marketplace.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Lifetime;

/// <summary>
/// The balance as the older applications ask for it. They send a user id; it counts only for those who may see the ledger, everybody
/// else reads their own (D13).
/// </summary>
internal sealed class BalanceEndpoint(
    ReadLifetimeTotals readTotals, CreditUnit unit, IAuthorizationService authorization, IStringLocalizer<BalanceEndpoint> text,
    IUserDirectory? users = null)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/api/credits/balance",
            (BalanceEndpoint x, ClaimsPrincipal user, string? userId, CancellationToken stop) => x.HandleAsync(user, userId, stop))
            .RequireAuthorization().WithTags("Credits").WithName("GetCreditsBalance")
            .WithSummary("The balance with what was earned, spent and purchased so far")
            .WithDescription(
                "Answers the caller's own balance. Whoever may see the ledger reads another customer's with userId; from everybody else "
                + "userId is ignored.");

    public async Task<Results<Ok<CreditsBalance>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user, string? userId, CancellationToken cancellationToken)
    {
        var asked = user.GetUserId();
        if (!string.IsNullOrEmpty(userId) && userId != asked && await MaySeeOthersAsync(user))
        {
            if (users is not null && await users.FindAsync(userId, cancellationToken) is null)
                return TypedResults.Problem(
                    text["Nobody has this user id."], statusCode: StatusCodes.Status404NotFound, title: text["Unknown user"]);
            asked = userId;
        }

        return TypedResults.Ok(CreditsBalance.Of(asked, await readTotals.ExecuteAsync(asked, cancellationToken), unit));
    }

    private async Task<bool> MaySeeOthersAsync(ClaimsPrincipal user) =>
        (await authorization.AuthorizeAsync(user, resource: null, new PermissionRequirement(Permissions.ViewLedger))).Succeeded;
}

internal static class LifetimeTotalsRegistration
{
    public static IServiceCollection AddLifetimeTotals(this IServiceCollection services) =>
        services.AddDataMigration<LifetimeTables>().AddSingleton<ReadLifetimeTotals>().AddScoped<BalanceEndpoint>();
}
