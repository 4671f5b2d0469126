using System.Diagnostics;
using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Gives one customer a campaign's credits. The ledger's key per campaign and customer makes a second gift impossible.</summary>
internal sealed class GiveRecipient(ILedger ledger)
{
    /// <returns>The recipient as it has to be saved.</returns>
    public async Task<Recipient> ExecuteAsync(
        UnitOfWork db, Campaign campaign, Recipient recipient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = recipient with { State = RecipientState.Failed, DoneAt = now };
        return await ledger.PostAsync(db, PostingOf(campaign, recipient.UserId), cancellationToken) switch
        {
            PostResult.Posted posted => done with { State = RecipientState.Given, TransactionId = posted.TransactionId },
            PostResult.BalanceTooLarge => done with { Error = "The balance would be larger than an account can hold." },
            PostResult.KeyReused => done with { Error = "The ledger has this campaign and customer with something else." },
            PostResult.InsufficientBalance => throw new InvalidOperationException("What is given needs no balance."),
            _ => throw new UnreachableException(),
        };
    }

    private static Posting PostingOf(Campaign campaign, string userId)
    {
        var facts = new Dictionary<string,
            string>(StringComparer.Ordinal) { ["campaign_id"] = campaign.Id, ["started_by"] = campaign.StartedBy! };
        if (campaign.ApprovedBy is { } second)
            facts["approved_by"] = second;
        return new Posting(
            $"campaign:{campaign.Id}:{userId}",
            campaign.LotKind == LotKind.Sponsored ? TransactionType.Sponsorship : TransactionType.Bonus,
            userId,
            campaign.Amount,
            SystemAccount.Promotions,
            Describe(campaign),
            facts)
        {
            Grant = new Grant(campaign.LotKind, campaign.CreditsExpireAt),
        };
    }

    /// <summary>The day named is the last on which the credits can be spent.</summary>
    private static string Describe(Campaign campaign) =>
        $"Promotion: {campaign.Name}"
        + (campaign.CreditsExpireAt is { } at
        ? $" (to be spent by {at.AddTicks(-1).UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)})"
        : "");
}
