using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Clawback;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Timeline;

internal sealed class ReadPayment(IDatabase database, ListAllPayments list)
{
    public async Task<PaymentDetails?> ExecuteAsync(string topUpId, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(topUpId, cancellationToken) is not { } payment)
            return null;
        await using var db = await database.OpenAsync(cancellationToken);
        var takings = await db.QueryAsync<TakingRow>(
            """
            select claim_id, bought, bought_restored, bought_transaction_id, bonus, bonus_restored, bonus_transaction_id, created_at
            from top_up_takings where top_up_id = @topUpId
            """,
            new { topUpId },
            cancellationToken);
        return new PaymentDetails
        {
            Payment = payment,
            Credited = await CreditedTopUp.FindAsync(db, topUpId, cancellationToken),
            Refunds = await RefundRows.ListAsync(db, topUpId, cancellationToken),
            Disputes = await DisputeRows.ListAsync(db, topUpId, cancellationToken),
            Takings = takings.ToDictionary(x => x.ClaimId, StringComparer.Ordinal),
            Steps = await TopUpSteps.ListAsync(db, topUpId, cancellationToken),
            Left = await LeftToRefund.OfAsync(db, (await ClaimedTopUps.FindAsync(db, topUpId, cancellationToken))!, cancellationToken),
        };
    }
}
