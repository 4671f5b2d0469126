using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Reversals;

/// <summary>What a customer paid, as far as it can be refunded.</summary>
/// <param name="Paid">Positive.</param>
/// <param name="Remaining">What earlier refunds left of it.</param>
public sealed record Refundable(string TransactionId, string UserId, CreditAmount Paid, CreditAmount Remaining);

/// <summary>What an operator can give back of what a customer paid.</summary>
public static class FindRefundable
{
    /// <summary>Corrections are corrected, gifts are not paid, and what was taken back was never spent.</summary>
    public static bool IsSpending(TransactionType type) =>
        type is TransactionType.Purchase or TransactionType.Deployment or TransactionType.Usage;

    /// <returns>Null for an unknown transaction, and for one that is no spending.</returns>
    public static async Task<Refundable?> ExecuteAsync(DbSession db, string transactionId, CancellationToken cancellationToken)
    {
        if (await ReversedRows.FindAsync(db, transactionId, cancellationToken) is not { Amount.IsNegative: true } original
            || !IsSpending(original.Type))
            return null;
        // Other assets have no limit that a second person could be asked above.
        var owner = await db.QuerySingleOrDefaultAsync<string>(
            "select owner from ledger_accounts where id = @AccountId and asset = @asset", new { original.AccountId, asset = Assets.Credit },
            cancellationToken);
        if (owner is null)
            return null;
        var reversed = await ReversedRows.ReversedAsync(db, transactionId, original.AccountId, cancellationToken);
        return new Refundable(transactionId, owner, -original.Amount, -original.Amount - reversed);
    }
}
