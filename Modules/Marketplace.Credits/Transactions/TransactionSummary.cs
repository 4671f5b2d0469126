using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Transactions;

/// <summary>Any transaction of the ledger, as operators see it in a list.</summary>
internal sealed record TransactionSummary
{
    public required string Id { get; init; }

    public required TransactionType Type { get; init; }

    public required string Description { get; init; }

    public string? ReversesId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it changed in customers' wallets.</summary>
    public IReadOnlyList<CustomerEntry> Entries { get; init; } = [];
}

/// <param name="Amount">Negative took from the customer.</param>
internal sealed record CustomerEntry(string TransactionId, string AccountId, string Owner, string Asset, CreditAmount Amount);

/// <param name="Next">Cursor of the next page, or null at the end.</param>
/// <param name="SearchedTo">A search looked at many transactions and stopped here; the cursor leads on. Null where the page is
/// complete.</param>
internal sealed record TransactionPage(IReadOnlyList<TransactionSummary> Transactions, string? Next, DateTimeOffset? SearchedTo = null);

/// <param name="Before">A cursor: only transactions older than it.</param>
internal sealed record TransactionQuery(
    int Limit, string? Before = null, TransactionType? Type = null, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    string? Text = null);
