using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

/// <summary>The ledger's transactions of a top-up that was credited.</summary>
internal sealed record CreditedTopUp
{
    public required string TransactionId { get; init; }

    public string? BonusTransactionId { get; init; }

    public static Task<CreditedTopUp?> FindAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<CreditedTopUp>(
            "select transaction_id, bonus_transaction_id from top_up_credits where top_up_id = @topUpId", new { topUpId },
            cancellationToken);

    public static Task StoreAsync(
        UnitOfWork db, string topUpId, string transactionId, string? bonusTransactionId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "insert into top_up_credits (top_up_id, transaction_id, bonus_transaction_id) values (@topUpId, @transactionId, "
            + "@bonusTransactionId)",
            new { topUpId, transactionId, bonusTransactionId },
            cancellationToken);
}
