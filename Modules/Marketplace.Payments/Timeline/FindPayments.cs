using Marketplace.Credits.Accounts;
using Marketplace.Data;

namespace Marketplace.Payments.Timeline;

/// <summary>
/// Understands what an operator searches payments by: a customer's name, e-mail address or id, or the id of the payment, of its intent, of
/// a refund, a dispute or a transaction of the ledger.
/// </summary>
internal sealed class FindPayments(IDatabase database, OwnerNames names)
{
    public async Task<AdminPaymentFilter> ExecuteAsync(string typed, AdminPaymentFilter filter, CancellationToken cancellationToken)
    {
        if (typed.Contains('@', StringComparison.Ordinal))
            return filter with { UserIds = await names.FindIdsAsync(typed, cancellationToken) };
        await using var db = await database.OpenAsync(cancellationToken);
        var found = await db.QueryAsync<string>(
            """
            select id from top_ups where id = @typed
            union select id from top_ups where payment_intent_id = @typed
            union select top_up_id from refunds where id = @typed
            union select top_up_id from refunds where gateway_refund_id = @typed
            union select id from top_ups where reference = @typed
            union select top_up_id from disputes where id = @typed
            union select top_up_id from top_up_credits where transaction_id = @typed or bonus_transaction_id = @typed
            """,
            new { typed },
            cancellationToken);
        return found.Count > 0 ? filter with { Ids = found } : filter with { UserIds = await names.FindIdsAsync(typed, cancellationToken) };
    }
}
