using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;

namespace Marketplace.Credits.Wallet;

internal sealed class CustomerWallet(ReadBalance readBalance, ReadHistory readHistory, FindTransaction findTransaction) : IWallet
{
    public Task<WalletBalance> GetBalanceAsync(string userId, CancellationToken cancellationToken) =>
        readBalance.ExecuteAsync(userId, Assets.Credit, cancellationToken);

    public Task<WalletHistory> ReadHistoryAsync(string userId, HistoryQuery query, CancellationToken cancellationToken) =>
        readHistory.ExecuteAsync(userId, query, cancellationToken);

    public Task<WalletTransaction?> FindTransactionAsync(string userId, string transactionId, CancellationToken cancellationToken) =>
        findTransaction.ExecuteAsync(userId, transactionId, cancellationToken);
}
