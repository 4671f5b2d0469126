using Marketplace.AutoTopUp.Attempts;
using Marketplace.Data;
using Marketplace.Payments.TopUps;

namespace Marketplace.AutoTopUp.Confirm;

/// <param name="ClientSecret">Lets this browser confirm this one payment.</param>
internal sealed record Confirmation(Attempt Attempt, AttemptMethod Method, string ClientSecret);

/// <summary>What a link leads to, for its owner alone and while it is good.</summary>
internal sealed class FindConfirmation(IDatabase database, ITopUps topUps, TimeProvider time)
{
    /// <returns>Null where the link is used up, expired, somebody else's, or none of ours.</returns>
    public async Task<Confirmation?> ExecuteAsync(string userId, string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(userId, token, cancellationToken) is not { } attempt)
            return null;
        return await topUps.FindByKeyAsync(userId, attempt.Key, cancellationToken) is { ClientSecret: { } secret }
            ? new Confirmation(attempt, attempt.ReadMethods()[attempt.Place], secret)
            : null;
    }

    /// <param name="token">The attempt's id; in links of before, a secret.</param>
    private async Task<Attempt?> FindAsync(string userId, string token, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<Attempt>(
            $"""
             select {Attempt.Columns} from auto_topup_attempts
             where (link_hash = @hash or (id = @token and link_hash is not null)) and user_id = @userId and status = 'NeedsCustomer'
             and link_until > @now
             """,
            new { token, hash = ConfirmLink.Hash(token), userId, now = time.GetUtcNow() },
            cancellationToken);
    }
}
