using Marketplace.AutoTopUp.Attempts;
using Marketplace.Data;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>
/// Ends the link of whoever was locked while their bank waited for them: the payment is released at the gateway like one that nobody
/// confirmed in time. All other attempts are stopped where they would be sent.
/// </summary>
internal sealed class StopLocked(IDatabase database, CustomerLock customerLock, IUserDirectory? users = null)
{
    private const int AtOnce = 500;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (users is null)
            return;
        foreach (var some in (await ListAsync(cancellationToken)).Chunk(AtOnce))
        {
            foreach (var user in (await users.FindManyAsync(some, cancellationToken)).Values.Where(x => x.IsLocked))
                await customerLock.StopAsync(user.Id, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<string>(
            $"select user_id from auto_topup_attempts where {Attempt.IsOpenSql} and status = 'NeedsCustomer' and switched_off = @no",
            new { no = false }, cancellationToken);
    }
}
