namespace Marketplace.Adjustments.Campaigns;

internal abstract record CampaignResult
{
    private CampaignResult()
    {
    }

    /// <summary>It is in this state now.</summary>
    internal sealed record Changed(CampaignState State) : CampaignResult;

    /// <summary>Everything else: nothing was changed.</summary>
    internal abstract record Refused : CampaignResult
    {
        private protected Refused()
        {
        }
    }

    internal sealed record NotFound : Refused;

    /// <summary>The form was sent before with something else in it.</summary>
    internal sealed record AlreadySent : Refused;

    /// <summary>What was asked does not follow from the state it is in.</summary>
    internal sealed record WrongState(CampaignState State) : Refused;

    internal sealed record NobodyToGive : Refused;

    /// <summary>Since the preview customers came or went.</summary>
    internal sealed record AudienceChanged(long Count) : Refused;

    internal sealed record OverBudget(CreditAmount? Total, CreditAmount Budget) : Refused;

    internal sealed record ExpiryPassed : Refused;
}
