using Marketplace.Catalog.Products;
using Marketplace.Credits.BurnRate;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments.RecurringCosts;

/// <summary>
/// Reports to the burn rate what runs, and what is suspended but kept for the customer and billed on when there are credits again. A price
/// per month counts as it is; what was paid once does not recur.
/// </summary>
internal sealed class DeploymentCosts(IDatabase database, IStringLocalizer<DeploymentCosts> text) : IRecurringCosts
{
    public string Title => text["Deployments"];

    public async Task<IReadOnlyList<RecurringCost>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<(string Id, string Name, CreditAmount Price, string Status)>(
            """
            select id, name, price, status from deployments
            where user_id = @userId and status in ('Running', 'Suspended') and period = @month
            order by id
            """,
            new { userId, month = nameof(BillingPeriod.Month) },
            cancellationToken);
        return [.. rows.Select(x => new RecurringCost(x.Id, x.Name, x.Price, x.Status, "~/dashboard/deployments/" + x.Id))];
    }
}
