using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Campaigns;

internal sealed class CampaignActs(IStringLocalizer<CampaignActs> text) : IAuditActs
{
    public const string Started = "campaigns.started";
    public const string Paused = "campaigns.paused";
    public const string Continued = "campaigns.continued";
    public const string Cancelled = "campaigns.cancelled";

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(Started, text["Campaign started"]), new(Paused, text["Campaign paused"]), new(Continued, text["Campaign continued"]),
        new(Cancelled, text["Campaign cancelled"]),
    ];

    public static AuditEntry Of(string act, Campaign campaign, string who, string words) =>
        new(act, campaign.Id) { Who = who, After = words, Link = "~/admin/credits/campaigns/" + campaign.Id };
}
