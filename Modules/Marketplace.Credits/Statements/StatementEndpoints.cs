using System.Security.Claims;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Credits.Statements;

/// <summary>A statement as a file.</summary>
internal sealed class StatementEndpoints(ReadStatements statements, StatementCsv csv, StatementPdf pdf)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dashboard/wallet/statements").RequireAuthorization().ExcludeFromDescription();
        group.MapGet(
            "/{month}.csv",
            (StatementEndpoints x, ClaimsPrincipal user, string month, CancellationToken stop) => x.CsvAsync(user, month, stop));
        group.MapGet(
            "/{month}.pdf",
            (StatementEndpoints x, ClaimsPrincipal user, string month, CancellationToken stop) => x.PdfAsync(user, month, stop));
    }

    public async Task<Results<CsvStream, NotFound>> CsvAsync(ClaimsPrincipal user, string month, CancellationToken cancellationToken) =>
        await FindAsync(user, month, cancellationToken) is { } found
            ? new CsvStream(csv.LinesAsync(user.GetUserId(), found.Statement, cancellationToken), $"statement-{found.Statement.Month}.csv")
            : TypedResults.NotFound();

    public async Task<Results<FileContentHttpResult, NotFound>> PdfAsync(
        ClaimsPrincipal user, string month, CancellationToken cancellationToken) =>
        await FindAsync(user, month, cancellationToken) is { } found
            ? TypedResults.File(
                await pdf.WriteAsync(user.GetUserId(), found.Statement, found.Totals, cancellationToken), "application/pdf",
                $"statement-{found.Statement.Month}.pdf")
            : TypedResults.NotFound();

    private async Task<(Statement Statement, IReadOnlyList<TypeTotal> Totals)?> FindAsync(
        ClaimsPrincipal user, string month, CancellationToken cancellationToken) =>
        StatementMonth.TryParse(month, out var wanted) ? await statements.FindAsync(user.GetUserId(), wanted, cancellationToken) : null;
}
