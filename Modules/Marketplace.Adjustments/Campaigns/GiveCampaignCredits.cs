using System.Diagnostics;
using System.Globalization;
using Marketplace.Credits;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>
/// Gives a running campaign's credits, some customers in each transaction, together with the note that they have them. Killed at any moment
/// it goes on where the last commit was; the ledger's key per customer makes a second gift impossible even so.
/// </summary>
[StoredName("Marketplace.Credits.GiveCampaignCredits")]
internal sealed class GiveCampaignCredits(IDatabase database, ILedger ledger, TimeProvider time) : IJob<CampaignStarted>
{
    /// <summary>Small, so that customers who spend meanwhile hardly wait.</summary>
    internal const int BatchSize = 25;

    public async Task ExecuteAsync(CampaignStarted payload, CancellationToken cancellationToken)
    {
        while (await GiveBatchAsync(payload, cancellationToken))
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>Whether there may be more to give.</returns>
    internal Task<bool> GiveBatchAsync(CampaignStarted started, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                if (await CampaignRows.LockAsync(db, started.CampaignId, now, cancellationToken) is not { State: CampaignState.Running } campaign || campaign.Run != started.Run)
                    return false;
                if (campaign.CreditsExpireAt <= now)
                    return await StopAsync(db, campaign with { State = CampaignState.Paused }, cancellationToken);
                var batch = await RecipientRows.NextAsync(db, campaign.Id, BatchSize, cancellationToken);
                if (batch.Count == 0)
                    return await StopAsync(db, campaign with { State = CampaignState.Done, FinishedAt = now }, cancellationToken);
                foreach (var recipient in await ledger.InOrderOfLocksAsync(db, batch, x => x.UserId, cancellationToken))
                {
                    var done = await GiveAsync(db, campaign, recipient, now, cancellationToken);
                    await RecipientRows.SaveAsync(db, campaign.Id, done, cancellationToken);
                    campaign = done.State == RecipientState.Given ? campaign with { Given = campaign.Given + 1 } : campaign with { Failed = campaign.Failed + 1 };
                }

                await CampaignRows.SaveAsync(db, campaign, cancellationToken);
                return true;
            },
            cancellationToken);

    private async Task<Recipient> GiveAsync(UnitOfWork db, Campaign campaign, Recipient recipient, DateTimeOffset now, CancellationToken cancellationToken)
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
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["campaign_id"] = campaign.Id, ["started_by"] = campaign.StartedBy! };
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
        + (campaign.CreditsExpireAt is { } at ? $" (to be spent by {at.AddTicks(-1).UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)})" : "");

    private static async Task<bool> StopAsync(UnitOfWork db, Campaign campaign, CancellationToken cancellationToken)
    {
        await CampaignRows.SaveAsync(db, campaign, cancellationToken);
        return false;
    }
}
