using System.Diagnostics;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Data;

namespace Marketplace.Orders.Units;

internal sealed class OrderActions(ILedger ledger, IOutbox outbox, TimeProvider time) : IOrders
{
    public async Task<CompleteOrderResult> CompleteAsync(
        UnitOfWork transaction, OrderCompletion completion, CancellationToken cancellationToken)
    {
        var item = await FindAsync(transaction, completion.DeploymentId, cancellationToken);
        if (item.Status == OrderItemStatus.Delivered)
            return new CompleteOrderResult.AlreadyCompleted();
        if (item.Status == OrderItemStatus.Failed)
            return new CompleteOrderResult.NotPayable();
        var capture = new HoldCapture(
            "order-capture:" + item.DeploymentId, item.HoldId, item.UnitPrice, completion.Type, completion.Description, completion.Metadata)
        {
            Shares = completion.Shares,
        };
        switch (await ledger.CaptureHoldAsync(transaction, capture, cancellationToken))
        {
            case CaptureHoldResult.Captured captured:
                await OrderRows.EndItemAsync(
                    transaction, item.DeploymentId, OrderItemStatus.Delivered, failure: null, time.GetUtcNow(), cancellationToken);
                await outbox.WriteAsync(
                    transaction, new OrderDelivered(item.OrderId, item.UserId, item.ProductId, item.DeploymentId, item.UnitPrice),
                    cancellationToken);
                return new CompleteOrderResult.Completed(captured.TransactionId);
            case CaptureHoldResult.NotOpen:
                return new CompleteOrderResult.NotPayable();
            case CaptureHoldResult.KeyReused or CaptureHoldResult.ExceedsHold:
                throw new InvalidOperationException($"The hold of {item.DeploymentId} was captured for something else.");
            default:
                throw new UnreachableException();
        }
    }

    public async Task FailAsync(UnitOfWork transaction, string deploymentId, string reason, CancellationToken cancellationToken)
    {
        var item = await FindAsync(transaction, deploymentId, cancellationToken);
        if (item.Status != OrderItemStatus.Placed)
            return;
        if (await ledger.VoidHoldAsync(transaction, item.HoldId, cancellationToken) is not VoidHoldResult.Voided)
            throw new InvalidOperationException($"The hold of {deploymentId} could not be released.");
        await OrderRows.EndItemAsync(transaction, deploymentId, OrderItemStatus.Failed, reason, time.GetUtcNow(), cancellationToken);
        await outbox.WriteAsync(
            transaction, new OrderFailed(item.OrderId, item.UserId, item.ProductId, deploymentId, item.UnitPrice, reason),
            cancellationToken);
    }

    private static async Task<OrderItem> FindAsync(UnitOfWork transaction, string deploymentId, CancellationToken cancellationToken) =>
        await OrderRows.FindItemAsync(transaction, deploymentId, cancellationToken)
        ?? throw new InvalidOperationException($"No order has the deployment {deploymentId}.");
}
