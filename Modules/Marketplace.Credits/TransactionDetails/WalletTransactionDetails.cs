using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Credits.TransactionDetails;

/// <summary>All that a customer may know of one of their transactions.</summary>
/// <param name="Reverses">What it takes or gives back, or null.</param>
/// <param name="ReversedBy">What took or gave it back since, oldest first.</param>
/// <param name="Hold">The reservation it captured, or null.</param>
/// <param name="Lots">Which credits it used, gave or restored.</param>
/// <param name="Counterparty">The other customer of a transfer, or null.</param>
internal sealed record WalletTransactionDetails(
    WalletTransaction Transaction,
    LinkedTransaction? Reverses,
    IReadOnlyList<LinkedTransaction> ReversedBy,
    CapturedHold? Hold,
    IReadOnlyList<LotUse> Lots,
    Counterparty? Counterparty);

internal sealed record LinkedTransaction
{
    public required string Id { get; init; }

    public required string Description { get; init; }

    public required CreditAmount Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed record CapturedHold
{
    public required CreditAmount Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed record LotUse
{
    public required string Kind { get; init; }

    /// <summary>Negative was used, positive given.</summary>
    public required CreditAmount Amount { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Where the credits came from; null where that is older than the records of it.</summary>
    public required string? SourceId { get; init; }

    public LotKind LotKind => Enum.Parse<LotKind>(Kind);
}

/// <param name="IsReceiver">The other one received; false: sent.</param>
internal sealed record Counterparty(string Name, bool IsReceiver);
