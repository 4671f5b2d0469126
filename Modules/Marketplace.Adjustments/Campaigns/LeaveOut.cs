using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Takes a person, by all accounts that are known to be theirs, out of those who get a campaign's credits.</summary>
internal sealed class LeaveOut(IUserDirectory? users = null)
{
    private const int AtOnce = 500;

    /// <returns>How many accounts were left out.</returns>
    public async Task<int> ExecuteAsync(UnitOfWork db, string campaignId, string userId, CancellationToken cancellationToken)
    {
        var person = users is null ? null : await users.FindAsync(userId, cancellationToken);
        var leftOut = 0;
        var after = 0L;
        while (await RecipientRows.ListAsync(db, campaignId, RecipientState.Waiting, after, AtOnce,
            cancellationToken) is { Count: > 0 } page)
        {
            foreach (var theirs in await TheirsAsync(page, userId, person, cancellationToken))
                leftOut += await RecipientRows.RemoveAsync(db, campaignId, theirs.Position, cancellationToken);
            after = page[^1].Position;
        }

        return leftOut;
    }

    private async Task<IReadOnlyList<Recipient>> TheirsAsync(
        IReadOnlyList<Recipient> page, string userId, UserSummary? person, CancellationToken cancellationToken)
    {
        if (person is null)
            return [.. page.Where(x => x.UserId == userId)];
        var known = await users!.FindManyAsync([.. page.Select(x => x.UserId)], cancellationToken);
        return [.. page.Where(x => known.TryGetValue(x.UserId, out var user) ? SamePerson.Is(person, user) : x.UserId == userId)];
    }
}
