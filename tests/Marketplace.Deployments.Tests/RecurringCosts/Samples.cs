using Marketplace.Catalog.Products;
using Marketplace.Data;
using Marketplace.Deployments.Deployments;

namespace Marketplace.Deployments.Tests.RecurringCosts;

/// <summary>Deployments as they stand in the table, without a purchase before them.</summary>
internal static class Samples
{
    private static int _number;

    public static Task<string> AddAsync(
        IDatabase database, string userId, string name, decimal price, DeploymentStatus status = DeploymentStatus.Running,
        BillingPeriod period = BillingPeriod.Month) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero).AddSeconds(Interlocked.Increment(ref _number));
                var deployment = new Deployment
                {
                    Id = PrefixedId.New("dep", now), UserId = userId, OrderId = "ord_1", ServiceId = "vm-instance", Name = name,
                        Kind = "vm",
                    Price = CreditAmount.FromDecimal(price), CommissionAmount = CreditAmount.Zero,
                    GridPaymentAmount = CreditAmount.FromDecimal(price), Status = status,
                    Period = period, CreatedAt = now, UpdatedAt = now,
                };
                await DeploymentStore.InsertAsync(db, deployment, default);
                return deployment.Id;
            },
            default);
}
