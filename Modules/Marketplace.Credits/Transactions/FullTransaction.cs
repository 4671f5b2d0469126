using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;

namespace Marketplace.Credits.Transactions;

/// <summary>All that the ledger knows of a transaction.</summary>
internal sealed record FullTransaction
{
    public required TransactionHead Head { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required IReadOnlyList<EntryDetails> Entries { get; init; }

    public required IReadOnlyList<LotDetails> Lots { get; init; }

    /// <summary>What it captured.</summary>
    public required HoldDetails? Hold { get; init; }

    /// <summary>What it undoes, in full or in part.</summary>
    public required TransactionSummary? Reverses { get; init; }

    /// <summary>What undoes it, oldest first.</summary>
    public required IReadOnlyList<TransactionSummary> ReversedBy { get; init; }

    /// <summary>Null where it is no spending.</summary>
    public required Refundable? Refundable { get; init; }

    /// <summary>Zero, in each asset.</summary>
    public Int128 Sum => Entries.Aggregate((Int128)0, (sum, x) => sum + x.Amount.Micros);
}

internal sealed record TransactionHead
{
    public required string Id { get; init; }

    public required string IdempotencyKey { get; init; }

    public required TransactionType Type { get; init; }

    public required string Description { get; init; }

    public required string Metadata { get; init; }

    public string? HoldId { get; init; }

    public string? ReversesId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One side of a transaction.</summary>
internal sealed record EntryDetails
{
    public required string AccountId { get; init; }

    /// <summary>The customer; null for an account of the marketplace.</summary>
    public string? Owner { get; init; }

    public string? Asset { get; init; }

    public long? Version { get; init; }

    public required CreditAmount Amount { get; init; }

    /// <summary>Accounts of the marketplace carry no running balance.</summary>
    public CreditAmount? BalanceAfter { get; init; }
}

/// <summary>What a transaction did to one lot.</summary>
internal sealed record LotDetails
{
    public required string LotId { get; init; }

    public required LotKind Kind { get; init; }

    /// <summary>Negative drew on it.</summary>
    public required CreditAmount Amount { get; init; }

    public required CreditAmount Remaining { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required string Owner { get; init; }

    public required string Asset { get; init; }
}

internal sealed record HoldDetails
{
    public required string Id { get; init; }

    public required string Description { get; init; }

    public required string Reference { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount Captured { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
