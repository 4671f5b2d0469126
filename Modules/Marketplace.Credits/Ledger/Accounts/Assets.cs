namespace Marketplace.Credits.Ledger.Accounts;

/// <summary>
/// What an account counts, in millionths or, for assets with other decimals, in the asset's own smallest unit. Each asset has accounts of
/// its own; an entry never crosses from one to another.
/// </summary>
public static class Assets
{
    /// <summary>The tenant's credit unit, in millionths.</summary>
    public const string Credit = "credit";
}
