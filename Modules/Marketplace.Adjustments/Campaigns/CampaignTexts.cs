using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>What operators read about campaigns.</summary>
internal sealed class CampaignTexts(IStringLocalizer<CampaignTexts> text, CreditUnit unit)
{
    public string Of(CampaignState state) => state switch
    {
        CampaignState.Draft => text["Draft"],
        CampaignState.Waiting => text["Waits for approval"],
        CampaignState.Running => text["Running"],
        CampaignState.Paused => text["Paused"],
        CampaignState.Done => text["Done"],
        CampaignState.Cancelled => text["Cancelled"],
        CampaignState.Expired => text["Expired"],
        _ => throw new UnreachableException(),
    };

    public string Of(RecipientState state) => state switch
    {
        RecipientState.Waiting => text["Waiting"],
        RecipientState.Unconfirmed => text["Until the address is confirmed"],
        RecipientState.Given => text["Given"],
        RecipientState.Failed => text["Failed"],
        _ => throw new UnreachableException(),
    };

    /// <summary>One line that says what happens.</summary>
    public string Describe(Campaign campaign) =>
        text["Campaign {0}: {1} for each of {2} customers", campaign.Name, unit.Format(campaign.Amount), campaign.Recipients];

    /// <summary>The same line, for whoever reads it later.</summary>
    public static StoredText WordsOf(Campaign campaign) =>
        StoredText.Of<CampaignTexts>(
            "Campaign {0}: {1} for each of {2} customers", campaign.Name, campaign.Amount, campaign.Recipients);

    public string Of(CampaignResult.Refused refusal) => refusal switch
    {
        CampaignResult.NotFound => text["There is no such campaign. Nothing was changed."],
        CampaignResult.AlreadySent => text["This form was sent before with something else in it. Nothing was changed; open a new form."],
        CampaignResult.WrongState wrong => text["The campaign is in another state by now: {0}. Nothing was changed.", Of(wrong.State)],
        CampaignResult.NobodyToGive => text["Nobody would get anything, so nothing was started."],
        CampaignResult.AudienceChanged changed =>
            text["Since you looked, the number of recipients has changed to {0}. Nothing was started; look again.", changed.Count],
        CampaignResult.OverBudget { Total: { } total } over =>
            text["It would cost {0}, more than the budget of {1}. Nothing was started.", unit.Format(total), unit.Format(over.Budget)],
        CampaignResult.OverBudget over => text["It would cost more than the budget of {0}. Nothing was started.", unit.Format(over.Budget)],
        CampaignResult.ExpiryPassed =>
            text["The credits would have expired already. Nothing was changed; make a new campaign with a later day."],
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a known refusal."),
    };
}
