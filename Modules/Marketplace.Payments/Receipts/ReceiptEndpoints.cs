using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Payments.Receipts;

/// <summary>A receipt as a file, for its customer.</summary>
internal static class ReceiptEndpoints
{
    public static void MapReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/dashboard/wallet/payments/{id}.pdf", PdfAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> PdfAsync(
        string id, ClaimsPrincipal user, ReadReceipt read, ReceiptPdf pdf, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(id, cancellationToken) is not { } receipt || receipt.Purchase.UserId != user.GetUserId())
            return TypedResults.NotFound();
        return TypedResults.File(pdf.Write(receipt), ReceiptPdf.ContentType, ReceiptPdf.FileName(receipt));
    }
}
