using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.PendingPurchases;

/// <param name="Status"><c>waiting</c>, <c>payment_failed</c>, <c>completed</c> or <c>not_bought</c>.</param>
internal sealed record PurchaseStatusResponse(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("deployment_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UnitId,
    [property: JsonPropertyName("message")] string Message);

internal static class PurchaseStatusEndpoint
{
    /// <summary>What became of a purchase by card; somebody else's is as unknown as none.</summary>
    public static async Task<Results<Ok<PurchaseStatusResponse>, ProblemHttpResult>> HandleAsync(
        string payment_intent_id,
        HttpContext context,
        PendingPurchaseStore pending,
        IStringLocalizer<CompletePendingPurchase> text,
        CancellationToken cancellationToken)
    {
        if (await pending.FindAsync(payment_intent_id, cancellationToken) is not { } purchase
            || purchase.UserId != context.User.GetUserId())
            return TypedResults.Problem(
                text["No purchase of yours waits for this payment."], statusCode: StatusCodes.Status404NotFound,
                title: text["Unknown purchase"]);
        return TypedResults.Ok(
            new PurchaseStatusResponse(
                StatusName(purchase.Status), purchase.UnitId, purchase.Reason ?? Message(purchase, text)));
    }

    private static string StatusName(PendingPurchaseStatus status) => status switch
    {
        PendingPurchaseStatus.Waiting => "waiting",
        PendingPurchaseStatus.PaymentFailed => "payment_failed",
        PendingPurchaseStatus.Completed => "completed",
        PendingPurchaseStatus.NotBought => "not_bought",
        _ => throw new UnreachableException(),
    };

    private static string Message(PendingPurchase purchase, IStringLocalizer text) => purchase.Status switch
    {
        PendingPurchaseStatus.Waiting when purchase.WaitingSince is not null =>
            text["Your payment arrived. What you bought cannot be delivered right now; it completes by itself."],
        PendingPurchaseStatus.Waiting => text["Waiting for your payment."],
        PendingPurchaseStatus.PaymentFailed => text["The payment failed. You were not charged."],
        PendingPurchaseStatus.Completed => "Deployment started successfully",
        PendingPurchaseStatus.NotBought => text["It was not bought. Your credits are in your wallet."],
        _ => throw new UnreachableException(),
    };
}
