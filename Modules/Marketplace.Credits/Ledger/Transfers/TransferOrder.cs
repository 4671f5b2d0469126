using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Ledger.Transfers;

/// <param name="Amount">Positive.</param>
public sealed record TransferOrder(
    string IdempotencyKey,
    string FromUserId,
    string ToUserId,
    CreditAmount Amount,
    string Description,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <inheritdoc cref="Postings.Posting.Asset"/>
    public string Asset { get; init; } = Assets.Credit;

    internal string Hash() =>
        RequestHash.Of(["transfer", FromUserId, ToUserId, RequestHash.Amount(Amount), .. RequestHash.Asset(Asset)], Metadata);
}

public abstract record TransferResult
{
    private TransferResult()
    {
    }

    /// <param name="BalanceAfter">The sender's.</param>
    public sealed record Transferred(string TransactionId, CreditAmount BalanceAfter, bool Replayed) : TransferResult;

    public sealed record InsufficientBalance(CreditAmount Required, CreditAmount Available) : TransferResult;

    public sealed record SameCustomer : TransferResult;

    /// <summary>The receiver's balance would leave the range of <see cref="CreditAmount"/>.</summary>
    public sealed record ReceiverFull : TransferResult;

    public sealed record KeyReused : TransferResult;
}
