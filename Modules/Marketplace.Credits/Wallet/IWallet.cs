namespace Marketplace.Credits;

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

/// <param name="Limit">1–<see cref="MaxLimit"/>.</param>
/// <param name="Before">A cursor: only transactions older than it.</param>
/// <param name="After">A cursor: the transactions next newer than it. Not together with <paramref name="Before"/>.</param>
/// <param name="Type">Only transactions of this type.</param>
public sealed record HistoryQuery(int Limit = HistoryQuery.DefaultLimit, long? Before = null, long? After = null, TransactionType? Type = null)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>Only transactions from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only transactions before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only transactions whose id this is, or whose description or metadata contain it. Not empty, without control characters.</summary>
    public string? Text { get; init; }
}

/// <param name="Older">The cursor for <see cref="HistoryQuery.Before"/>, or null at the end.</param>
/// <param name="Newer">The cursor for <see cref="HistoryQuery.After"/>, or null at the beginning.</param>
public sealed record WalletHistory(IReadOnlyList<WalletTransaction> Transactions, long? Older, long? Newer)
{
    public static readonly WalletHistory Nothing = new([], null, null);

    /// <summary>
    /// A search looked at many transactions and stopped before the end, at this time: the page may hold fewer than its limit, and the cursor
    /// leads on. Null where the page is complete.
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
