namespace Marketplace.Credits.Ledger.Entries;

/// <summary>Types of acceptance D15 and O1: TopUp and AutoTopUp are money in; Purchase is a product bought.</summary>
public enum TransactionType
{
    Purchase,
    TopUp,
    AutoTopUp,
    Transfer,
    Earning,
    Deployment,
    Refund,
    AdminAdjustment,
    Bonus,
    Sponsorship,
    Usage,
    Expiry,
    Chargeback,
    Commission,
    Migration,
}
