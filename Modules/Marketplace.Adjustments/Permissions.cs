namespace Marketplace.Adjustments;

internal sealed class Permissions : IPermissionProvider
{
    /// <summary>Of the module Credits, whose screens lead here.</summary>
    public const string ViewLedger = Credits.Permissions.ViewLedger;

    /// <summary>Of the site's settings, which the module Tenants brings; without it administrators have it all the same.</summary>
    public const string ManageSettings = nameof(ManageSettings);

    public const string AdjustBalances = nameof(AdjustBalances);

    public const string ApproveAdjustments = nameof(ApproveAdjustments);

    public const string ManageCampaigns = nameof(ManageCampaigns);

    public IEnumerable<Permission> GetPermissions() =>
    [
        new(AdjustBalances, "Adjust balances, grant and refund credits up to the limit, and ask for more"),
        new(ApproveAdjustments, "Approve adjustments, refunds and campaigns that somebody else asked for"),
        new(ManageCampaigns, "Give promotional credits to many customers"),
    ];
}
