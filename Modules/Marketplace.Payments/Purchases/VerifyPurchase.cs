using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Receipts;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Purchases;

internal abstract record VerifyPurchaseResult
{
    private VerifyPurchaseResult()
    {
    }

    /// <summary>Paid and credited, now or before.</summary>
    internal sealed record Credited(CreditPurchase Purchase) : VerifyPurchaseResult;

    /// <summary>No payment of this customer here: made up, somebody else's or another tenant's.</summary>
    internal sealed record UnknownPayment : VerifyPurchaseResult;

    /// <summary>The payment is for something else than this package.</summary>
    internal sealed record OtherPackage : VerifyPurchaseResult;

    /// <param name="Message">Why, where the gateway said it.</param>
    internal sealed record NotPaid(string? Message, bool IsProcessing) : VerifyPurchaseResult;

    internal sealed record GatewayFailed(GatewayError Error) : VerifyPurchaseResult;
}

/// <summary>
/// What a client says of a payment is never believed (D14): the payment must be one that was begun here for this customer and package, at
/// its price, and the gateway must say that it is paid. Credits come from applying the gateway's word, which happens once per payment
/// (S3-26).
/// </summary>
internal sealed class VerifyPurchase(IDatabase database, TopUpRows rows, IPaymentGateway gateway, ApplyIntentCommand apply)
{
    public async Task<VerifyPurchaseResult> ExecuteAsync(string userId, PurchaseRequest request, CancellationToken cancellationToken)
    {
        var row = await rows.FindByIntentAsync(request.PaymentId, cancellationToken);
        if (row is null || row.UserId != userId)
            return new VerifyPurchaseResult.UnknownPayment();
        if (!string.Equals(row.PackageId, request.Package, StringComparison.Ordinal))
            return new VerifyPurchaseResult.OtherPackage();
        if (await FindAsync(row.Id, cancellationToken) is { } before)
            return new VerifyPurchaseResult.Credited(before);

        var asked = await gateway.GetIntentAsync(request.PaymentId, cancellationToken);
        if (asked.Value is not { } intent)
            return new VerifyPurchaseResult.GatewayFailed(asked.Error!);
        await apply.ExecuteAsync(intent, cancellationToken);
        return await FindAsync(row.Id, cancellationToken) is { } purchase
            ? new VerifyPurchaseResult.Credited(purchase)
            : new VerifyPurchaseResult.NotPaid(intent.FailureMessage, intent.Status is PaymentIntentStatus.Processing);
    }

    private async Task<CreditPurchase?> FindAsync(string topUpId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await CreditPurchases.FindAsync(db, topUpId, cancellationToken);
    }
}
