using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Ledger.Lots;

/// <summary>Where credits came from. Everything but <see cref="Purchased"/> is burned before it, at the same expiry.</summary>
public enum LotKind
{
    Purchased,
    Bonus,
    Promotional,
    Sponsored,
    Transferred,
    Earned,
    Adjusted,
}

/// <summary>How given credits may be used.</summary>
/// <param name="ExpiresAt">What is left then is taken away by a job; null never.</param>
public sealed record Grant(LotKind Kind, DateTimeOffset? ExpiresAt = null)
{
    internal static Grant Of(TransactionType type) => new(type switch
    {
        TransactionType.TopUp or TransactionType.AutoTopUp or TransactionType.Migration => LotKind.Purchased,
        TransactionType.Bonus => LotKind.Bonus,
        TransactionType.Sponsorship => LotKind.Sponsored,
        TransactionType.Transfer => LotKind.Transferred,
        TransactionType.Earning => LotKind.Earned,
        _ => LotKind.Adjusted,
    });
}
