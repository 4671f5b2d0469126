using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;

namespace Marketplace.Credits.Wallet;

/// <summary>What a customer sees of the ledger.</summary>
public interface IWallet
{
    /// <summary>A customer without an account has zero.</summary>
    Task<WalletBalance> GetBalanceAsync(string userId, CancellationToken cancellationToken);

    /// <summary>The customer's transactions, newest first; empty where there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1–<see cref="HistoryQuery.MaxLimit"/>.</exception>
    Task<WalletHistory> ReadHistoryAsync(string userId, HistoryQuery query, CancellationToken cancellationToken);

    /// <returns>Null where the transaction does not exist or is another customer's.</returns>
    Task<WalletTransaction?> FindTransactionAsync(string userId, string transactionId, CancellationToken cancellationToken);
}
