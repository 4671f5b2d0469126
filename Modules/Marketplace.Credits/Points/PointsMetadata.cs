namespace Marketplace.Credits.Points;

/// <summary>Facts about the older points system in a transaction's metadata.</summary>
public static class PointsMetadata
{
    /// <summary>
    /// The amount in points. Customers and their programs do not read it (S0-05, D3); operators find it at the transaction.
    /// </summary>
    public const string OriginalAmount = "original_tfp_amount";
}
