using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Reversals;

namespace Marketplace.Payments.Clawback;

/// <summary>What the ledger says of taking credits back, for the customer to read.</summary>
internal sealed class ClaimWords(ClaimedTopUp topUp, ClaimRow claim)
{
    private string Sum => new Usd(claim.Cents).Format();

    public string TakenBought => claim.IsDispute
        ? $"Disputed payment of {Sum} ({topUp.PaymentIntentId}): the credits are taken back until the bank decides"
        : $"Refund of {Sum} ({topUp.PaymentIntentId}): the credits it paid for are taken back";

    public string TakenBonus => claim.IsDispute
        ? $"Disputed payment of {Sum} ({topUp.PaymentIntentId}): the bonus is taken back until the bank decides"
        : $"Refund of {Sum} ({topUp.PaymentIntentId}): its share of the bonus is taken back";

    public string RestoredBought => claim.IsDispute
        ? $"Dispute of {Sum} ended ({topUp.PaymentIntentId}): the credits are back"
        : $"Refund of {Sum} failed ({topUp.PaymentIntentId}): the credits are back";

    public string RestoredBonus => claim.IsDispute
        ? $"Dispute of {Sum} ended ({topUp.PaymentIntentId}): the bonus is back"
        : $"Refund of {Sum} failed ({topUp.PaymentIntentId}): the bonus is back";

    /// <returns>Null where there is nothing to move.</returns>
    public Reversal? Reversal(string key, string? transactionId, CreditAmount amount, string description)
    {
        if (!amount.IsPositive)
            return null;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [claim.IsDispute ? "dispute_id" : "refund_id"] = claim.Id,
            ["payment_intent_id"] = topUp.PaymentIntentId ?? "",
            ["topup_id"] = topUp.Id,
        };
        return new Reversal(
            key, transactionId!, amount, claim.IsDispute ? TransactionType.Chargeback : TransactionType.Refund, description, facts);
    }
}
