using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Ledger.Holds;

/// <param name="Amount">Positive.</param>
/// <param name="ExpiresAt">When an open hold is released by itself; null never.</param>
/// <param name="Reference">What it is for, for example a deployment's id.</param>
public sealed record HoldRequest(
    string IdempotencyKey,
    string UserId,
    CreditAmount Amount,
    DateTimeOffset? ExpiresAt,
    string Description,
    string Reference)
{
    /// <inheritdoc cref="Postings.Posting.Asset"/>
    public string Asset { get; init; } = Assets.Credit;

    /// <inheritdoc cref="Writing.WalletChanged.Purchase"/>
    public string? Purchase { get; init; }

    /// <inheritdoc cref="Postings.Posting.DrawFirst"/>
    public string? DrawFirst { get; init; }

    /// <summary>
    /// As <see cref="Writing.WalletChanged.IsDebit"/>: false where no automatic top-up is to follow, because nothing is bought.
    /// </summary>
    public bool IsDebit { get; init; } = true;

    internal string Hash() => RequestHash.Of(
        [
            "hold", UserId, RequestHash.Amount(Amount), Reference, .. RequestHash.Asset(Asset),
            .. (DrawFirst is null ? Array.Empty<string>() : ["first:" + DrawFirst]),
        ]);
}

public abstract record PlaceHoldResult
{
    private PlaceHoldResult()
    {
    }

    public sealed record Placed(string HoldId, bool Replayed) : PlaceHoldResult;

    public sealed record InsufficientBalance(CreditAmount Required, CreditAmount Available) : PlaceHoldResult;

    public sealed record KeyReused : PlaceHoldResult;
}

/// <param name="Amount">Positive, at most the hold's amount.</param>
public sealed record HoldCapture(
    string IdempotencyKey,
    string HoldId,
    CreditAmount Amount,
    TransactionType Type,
    string Description,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Who gets what of it; they sum up to the amount. Null gives all to <see cref="SystemAccount.Revenue"/>.</summary>
    public IReadOnlyList<SystemShare>? Shares { get; init; }

    internal string Hash() => RequestHash.Of(
        [
            "capture", HoldId, RequestHash.Amount(Amount), Type.ToString(),
            .. (Shares ?? []).Select(x => $"share:{x.Account}={RequestHash.Amount(x.Amount)}"),
        ],
        Metadata);
}

public abstract record CaptureHoldResult
{
    private CaptureHoldResult()
    {
    }

    public sealed record Captured(string TransactionId, CreditAmount BalanceAfter, bool Replayed) : CaptureHoldResult;

    /// <summary>More than the hold's amount was asked for.</summary>
    public sealed record ExceedsHold(CreditAmount Held) : CaptureHoldResult;

    /// <summary>It was captured under another key, voided or expired, or never existed.</summary>
    public sealed record NotOpen : CaptureHoldResult;

    public sealed record KeyReused : CaptureHoldResult;
}

public abstract record VoidHoldResult
{
    private VoidHoldResult()
    {
    }

    public sealed record Voided : VoidHoldResult;

    public sealed record AlreadyCaptured : VoidHoldResult;

    public sealed record NotFound : VoidHoldResult;
}
