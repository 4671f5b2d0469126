using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Credits.Ledger.Postings;

/// <param name="IdempotencyKey">At most 200 characters, unique per tenant.</param>
/// <param name="Amount">Not zero; negative takes from the customer.</param>
/// <param name="Description">Human-readable, for the customer.</param>
/// <param name="Metadata">Facts for machines, for example <c>payment_intent_id</c>.</param>
public sealed record Posting(
    string IdempotencyKey,
    TransactionType Type,
    string UserId,
    CreditAmount Amount,
    SystemAccount Counterpart,
    string Description,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>What a positive amount becomes; null takes what the type suggests, without expiry.</summary>
    public Grant? Grant { get; init; }

    /// <summary>
    /// Of a negative amount: lots made by transactions whose keys begin with this are drawn on first. Null keeps the usual order.
    /// </summary>
    public string? DrawFirst { get; init; }

    /// <summary>Lower-case letters and digits, at most 20: <see cref="Assets.Credit"/>, or another asset of the tenant.</summary>
    public string Asset { get; init; } = Assets.Credit;

    internal string Hash() => RequestHash.Of(
        [
            "post", Type.ToString(), UserId, RequestHash.Amount(Amount), Counterpart.ToString(), .. RequestHash.Asset(Asset),
            .. (Grant is null ? Array.Empty<string>() : ["grant:" + Grant.Kind]),
            .. (DrawFirst is null ? Array.Empty<string>() : ["first:" + DrawFirst]),
        ],
        Metadata);
}

public abstract record PostResult
{
    private PostResult()
    {
    }

    /// <param name="Replayed">The key had been used before for the same posting.</param>
    public sealed record Posted(string TransactionId, CreditAmount BalanceAfter, bool Replayed) : PostResult;

    public sealed record InsufficientBalance(CreditAmount Required, CreditAmount Available) : PostResult;

    /// <summary>The balance would leave the range of <see cref="CreditAmount"/>. Nothing was written.</summary>
    public sealed record BalanceTooLarge : PostResult;

    /// <summary>The key had been used for something else.</summary>
    public sealed record KeyReused : PostResult;
}
