namespace Marketplace.Credits;

/// <summary>What an account counts. Each asset has accounts of its own; an entry never crosses from one to another.</summary>
internal static class Assets
{
    /// <summary>The tenant's credit unit, in millionths.</summary>
    public const string Credit = "credit";
}
