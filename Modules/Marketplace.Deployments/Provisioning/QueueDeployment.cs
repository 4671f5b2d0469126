using System.Text.Json;
using Marketplace.Data;
using Marketplace.Deployments.Commission;
using Marketplace.Deployments.Deployments;
using Marketplace.Orders.Units;

namespace Marketplace.Deployments.Provisioning;

/// <summary>Delivers what runs on the grid: stores the deployment in the transaction that reserves the credits (S1-28, S1-30).</summary>
internal sealed class QueueDeployment(ITenant tenant, IOutbox outbox) : IProductFulfiller
{
    public IReadOnlySet<string> Kinds { get; } =
        new HashSet<string>(["vm", "kubernetes", "node", "gateway", "app", "storage", "service"], StringComparer.Ordinal);

    public async Task QueueAsync(UnitOfWork transaction, Delivery delivery, CancellationToken cancellationToken)
    {
        var split = SaleSplit.Of(
            delivery.Price,
            tenant.Settings.Get<MarketplaceSettings>(MarketplaceSettings.Section).CommissionRate,
            tenant.Settings.Get<CreditUnit>("credits").Decimals);
        var deployment = new Deployment
        {
            Id = delivery.UnitId,
            UserId = delivery.UserId,
            OrderId = delivery.OrderId,
            ServiceId = delivery.ProductId,
            Name = delivery.ProductName,
            Kind = delivery.Kind,
            Vcpu = delivery.Size.Vcpu,
            RamGb = delivery.Size.RamGb,
            SsdGb = delivery.Size.SsdGb,
            Attributes = JsonSerializer.Serialize(delivery.Attributes),
            Price = delivery.Price,
            CommissionAmount = split.Commission,
            GridPaymentAmount = split.GridPayment,
            Status = DeploymentStatus.Queued,
            Period = delivery.Period,
            CreatedAt = delivery.OrderedAt,
            UpdatedAt = delivery.OrderedAt,
        };
        await DeploymentStore.InsertAsync(transaction, deployment, cancellationToken);
        await outbox.WriteAsync(transaction, new DeploymentQueued(deployment.Id), cancellationToken);
    }
}
