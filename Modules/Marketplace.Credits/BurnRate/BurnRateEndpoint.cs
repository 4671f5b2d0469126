using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Credits.BurnRate;

internal static class BurnRateEndpoint
{
    public static void MapBurnRate(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/wallet/burn-rate-analysis", HandleAsync).RequireAuthorization()
            .WithTags("Wallet").WithName("GetBurnRateAnalysis").WithSummary("What runs costs per month, and how long the balance lasts");

    private static async Task<Ok<BurnRateAnswer>> HandleAsync(
        ClaimsPrincipal user, IBurnRate burnRate, CreditUnit unit, CancellationToken stop) =>
        TypedResults.Ok(BurnRateAnswer.Of(await burnRate.AnalyseAsync(user.GetUserId(), stop), unit));
}
