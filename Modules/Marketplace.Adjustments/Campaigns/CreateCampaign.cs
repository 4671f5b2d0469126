using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <param name="Id">Made by the form, so that a form sent twice makes one campaign.</param>
internal sealed record CampaignRequest(
    string Id, string Name, LotKind LotKind, CreditAmount Amount, DateTimeOffset? CreditsExpireAt, CreditAmount Budget,
    CampaignAudience Audience);

/// <summary>Writes a campaign down, to be looked at. Nobody gets anything yet.</summary>
internal sealed class CreateCampaign(IDatabase database, TimeProvider time)
{
    public Task<CampaignResult> ExecuteAsync(string operatorId, CampaignRequest request, CancellationToken cancellationToken)
    {
        if (!PrefixedId.IsWellFormed(Campaign.Prefix, request.Id) || !request.Amount.IsPositive || !request.Budget.IsPositive)
            throw new ArgumentException("The campaign makes no sense.", nameof(request));
        return database.InTransactionAsync<CampaignResult>(
            async db =>
            {
                var now = time.GetUtcNow();
                if (request.CreditsExpireAt <= now)
                    return new CampaignResult.ExpiryPassed();
                var row = new Campaign
                {
                    Id = request.Id,
                    Name = request.Name,
                    LotKind = request.LotKind,
                    Amount = request.Amount,
                    CreditsExpireAt = request.CreditsExpireAt,
                    Budget = request.Budget,
                    Audience = request.Audience.ToJson(),
                    State = CampaignState.Draft,
                    CreatedBy = operatorId,
                    CreatedAt = now,
                };
                if (await CampaignRows.TryInsertAsync(db, row, cancellationToken))
                    return new CampaignResult.Changed(CampaignState.Draft);
                var sent = (await CampaignRows.FindAsync(db, request.Id, now, cancellationToken))!;
                return IsSame(sent, row) ? new CampaignResult.Changed(sent.State) : new CampaignResult.AlreadySent();
            },
            cancellationToken);
    }

    private static bool IsSame(Campaign sent, Campaign row) =>
        (sent.Name, sent.LotKind, sent.Amount, sent.CreditsExpireAt, sent.Budget, sent.Audience, sent.CreatedBy)
        == (row.Name, row.LotKind, row.Amount, row.CreditsExpireAt, row.Budget, row.Audience, row.CreatedBy);
}
