using Marketplace.Credits.Ledger;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>
/// Gives a running campaign's credits, some customers in each transaction, together with the note that they have them. Killed at any moment
/// it goes on where the last commit was; the ledger's key per customer makes a second gift impossible even so. Whose address nobody has
/// confirmed waits until it is: see <see cref="GiveAfterConfirmation"/>.
/// </summary>
[StoredName("Marketplace.Credits.GiveCampaignCredits")]
internal sealed class GiveCampaignCredits(
    IDatabase database, ILedger ledger, GiveRecipient give, TimeProvider time, IUserDirectory? users = null)
    : IJob<CampaignStarted>
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
                if (await CampaignRows.LockAsync(db, started.CampaignId, now,
                    cancellationToken) is not { State: CampaignState.Running } campaign || campaign.Run != started.Run)
                    return false;
                if (campaign.CreditsExpireAt <= now)
                    return await StopAsync(db, campaign with { State = CampaignState.Paused }, cancellationToken);
                var batch = await RecipientRows.NextAsync(db, campaign.Id, BatchSize, cancellationToken);
                if (batch.Count == 0)
                    return await StopAsync(db, campaign with { State = CampaignState.Done, FinishedAt = now }, cancellationToken);
                var unconfirmed = await UnconfirmedAsync(batch, cancellationToken);
                foreach (var recipient in await ledger.InOrderOfLocksAsync(db, batch, x => x.UserId, cancellationToken))
                {
                    var done = unconfirmed.Contains(recipient.UserId)
                        ? recipient with { State = RecipientState.Unconfirmed }
                        : await give.ExecuteAsync(db, campaign, recipient, now, cancellationToken);
                    await RecipientRows.SaveAsync(db, campaign.Id, done, cancellationToken);
                    campaign = campaign.With(done.State);
                }

                await CampaignRows.SaveAsync(db, campaign, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Those whose address nobody has confirmed. Somebody who is gone gets the credits as before: nobody takes their account.
    /// </summary>
    private async Task<IReadOnlySet<string>> UnconfirmedAsync(IReadOnlyList<Recipient> batch, CancellationToken cancellationToken) =>
        users is null
            ? new HashSet<string>(StringComparer.Ordinal)
            : (await users.FindManyAsync([.. batch.Select(x => x.UserId)], cancellationToken)).Values
                .Where(x => !x.EmailConfirmed).Select(x => x.Id).ToHashSet(StringComparer.Ordinal);

    private static async Task<bool> StopAsync(UnitOfWork db, Campaign campaign, CancellationToken cancellationToken)
    {
        await CampaignRows.SaveAsync(db, campaign, cancellationToken);
        return false;
    }
}
