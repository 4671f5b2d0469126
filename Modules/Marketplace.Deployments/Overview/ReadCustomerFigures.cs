using Marketplace.Data;

namespace Marketplace.Deployments.Overview;

/// <param name="Monthly">What all that runs costs per month.</param>
/// <param name="PaidUntil">The end of the paid period that ends first; null while nothing is paid by the month.</param>
public sealed record CustomerFigures(long Running, CreditAmount Monthly, DateTimeOffset? PaidUntil);

/// <summary>What a customer's deployments amount to.</summary>
internal sealed class ReadCustomerFigures(IDatabase database)
{
    public async Task<CustomerFigures> ExecuteAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await db.QuerySingleAsync<(long Running, CreditAmount Monthly, DateTimeOffset? Next)>(
            """
            select count(*), cast(coalesce(sum(case when period = 'Month' then price else 0 end), 0) as bigint), min(next_renewal_at)
            from deployments where user_id = @userId and status = 'Running'
            """,
            new { userId },
            cancellationToken);
        return new CustomerFigures(row.Running, row.Monthly, row.Next);
    }
}
