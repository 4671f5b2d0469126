using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.History;

/// <param name="Older">The cursor for <see cref="HistoryQuery.Before"/>, or null at the end.</param>
/// <param name="Newer">The cursor for <see cref="HistoryQuery.After"/>, or null at the beginning.</param>
public sealed record WalletHistory(IReadOnlyList<WalletTransaction> Transactions, long? Older, long? Newer)
{
    public static readonly WalletHistory Nothing = new([], null, null);

    /// <summary>
    /// A search looked at many transactions and stopped before the end, at this time: the page may hold fewer than its limit, and the
    /// cursor leads on. Null where the page is complete.
    /// </summary>
    public DateTimeOffset? SearchedTo { get; init; }
}

/// <summary>One change of a customer's balance.</summary>
/// <param name="Version">1 for the customer's first transaction, one more with each: the cursor of the history.</param>
/// <param name="Amount">Negative took from the customer.</param>
public sealed record WalletTransaction(
    string Id,
    string UserId,
    long Version,
    TransactionType Type,
    CreditAmount Amount,
    CreditAmount BalanceBefore,
    CreditAmount BalanceAfter,
    string Description,
    IReadOnlyDictionary<string, string> Metadata,
    DateTimeOffset CreatedAt);
