namespace Marketplace.Deployments.Commission;

/// <summary>The settings section <c>marketplace</c> (S1-51).</summary>
internal sealed record MarketplaceSettings
{
    public const string Section = "marketplace";

    /// <summary>The platform's share of a sale, 0–1.</summary>
    public decimal CommissionRate { get; init; } = 0.10m;
}
