using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Ledger.Reversals;

/// <param name="TransactionId">What is undone. Its customer and its system accounts get the opposite of what they had.</param>
/// <param name="Amount">Positive; at most what earlier reversals left of it.</param>
/// <param name="Type"><see cref="TransactionType.Refund"/> or <see cref="TransactionType.Chargeback"/>.</param>
public sealed record Reversal(
    string IdempotencyKey,
    string TransactionId,
    CreditAmount Amount,
    TransactionType Type,
    string Description,
    IReadOnlyDictionary<string, string> Metadata)
{
    internal string Hash() => RequestHash.Of(["reverse", TransactionId, RequestHash.Amount(Amount), Type.ToString()], Metadata);
}

public abstract record ReverseResult
{
    private ReverseResult()
    {
    }

    /// <param name="BalanceAfter">The customer's; may be negative.</param>
    public sealed record Reversed(string TransactionId, CreditAmount BalanceAfter, bool Replayed) : ReverseResult;

    /// <summary>No transaction has this id.</summary>
    public sealed record NotFound : ReverseResult;

    /// <summary>Transfers and expiries cannot be undone.</summary>
    public sealed record NotReversible(TransactionType Type) : ReverseResult;

    /// <param name="Remaining">What earlier reversals left; what was undone of them counts again.</param>
    public sealed record ExceedsRemaining(CreditAmount Remaining) : ReverseResult;

    /// <summary>The balance would leave the range of <see cref="CreditAmount"/>.</summary>
    public sealed record OutOfRange : ReverseResult;

    public sealed record KeyReused : ReverseResult;
}
