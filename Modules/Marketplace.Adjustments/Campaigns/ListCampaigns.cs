using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record CampaignPage(IReadOnlyList<Campaign> Campaigns, string? Next);

/// <summary>Campaigns, newest first, and their recipients in their order.</summary>
internal sealed class ListCampaigns(IDatabase database, TimeProvider time)
{
    public async Task<CampaignPage> ExecuteAsync(string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<Campaign>(
            $"select {CampaignRows.Columns} from campaigns {(before is null ? "" : "where id < @before")} order by id desc limit @limit",
            new { now = time.GetUtcNow(), before, limit = limit + 1 },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        return new CampaignPage(page, rows.Count > limit ? page[^1].Id : null);
    }

    public async Task<Campaign?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await CampaignRows.FindAsync(db, id, time.GetUtcNow(), cancellationToken);
    }

    /// <param name="after">Position of the last one of the page before, 0 begins.</param>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(
        string id, RecipientState? state, long after, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await RecipientRows.ListAsync(db, id, state, after, limit, cancellationToken);
    }

    public async Task<int> CountWaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<int>(
            "select count(*) from campaigns where state = 'Waiting' and approve_by > @now", new { now = time.GetUtcNow() },
            cancellationToken);
    }
}
