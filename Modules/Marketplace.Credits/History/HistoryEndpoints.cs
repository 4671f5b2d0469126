using System.Globalization;
using System.Security.Claims;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Credits.History;

/// <summary>The transactions on the wallet page as a file.</summary>
internal sealed class HistoryEndpoints(ReadFilter readFilter, ExportHistory export, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/dashboard/wallet/transactions.csv", (
                HistoryEndpoints x, ClaimsPrincipal user, [AsParameters] FilterText typed, CancellationToken stop) => x.Download(
                    user, typed, stop))
            .RequireAuthorization().ExcludeFromDescription();

    public Results<CsvStream, ValidationProblem> Download(ClaimsPrincipal user, FilterText typed, CancellationToken cancellationToken)
    {
        var filter = readFilter.Of(typed.Type, typed.From, typed.To, typed.Q);
        if (filter.Problems.Count > 0)
            return TypedResults.ValidationProblem(filter.Problems.ToDictionary(x => x.Key, x => new[] { x.Value }, StringComparer.Ordinal));
        return new CsvStream(
            export.LinesAsync(user.GetUserId(), filter, cancellationToken),
            $"transactions-{time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }
}
