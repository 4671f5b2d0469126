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
        var item = await FindAsync(transaction, completion.UnitId, cancellationToken);
        if (item.Status == OrderLineStatus.Delivered)
            return new CompleteOrderResult.AlreadyCompleted();
        if (item.Status == OrderLineStatus.Failed)
            return new CompleteOrderResult.NotPayable();
        var capture = new HoldCapture(
            "order-capture:" + item.UnitId, item.HoldId, item.UnitPrice, completion.Type, completion.Description, completion.Metadata)
        {
            Shares = completion.Shares,
        };
        switch (await ledger.CaptureHoldAsync(transaction, capture, cancellationToken))
        {
            case CaptureHoldResult.Captured captured:
                await OrderRows.EndLineAsync(
                    transaction, item.UnitId, OrderLineStatus.Delivered, failure: null, time.GetUtcNow(), cancellationToken);
                await outbox.WriteAsync(
                    transaction, new OrderDelivered(item.OrderId, item.UserId, item.ProductId, item.UnitId, item.UnitPrice),
                    cancellationToken);
                return new CompleteOrderResult.Completed(captured.TransactionId);
            case CaptureHoldResult.NotOpen:
                return new CompleteOrderResult.NotPayable();
            case CaptureHoldResult.KeyReused or CaptureHoldResult.ExceedsHold:
                throw new InvalidOperationException($"The hold of {item.UnitId} was captured for something else.");
            default:
                throw new UnreachableException();
        }
    }

    public async Task FailAsync(UnitOfWork transaction, string unitId, string reason, CancellationToken cancellationToken)
    {
        var item = await FindAsync(transaction, unitId, cancellationToken);
        if (item.Status != OrderLineStatus.Placed)
            return;
        if (await ledger.VoidHoldAsync(transaction, item.HoldId, cancellationToken) is not VoidHoldResult.Voided)
            throw new InvalidOperationException($"The hold of {unitId} could not be released.");
        await OrderRows.EndLineAsync(transaction, unitId, OrderLineStatus.Failed, reason, time.GetUtcNow(), cancellationToken);
        await outbox.WriteAsync(
            transaction, new OrderFailed(item.OrderId, item.UserId, item.ProductId, unitId, item.UnitPrice, reason),
            cancellationToken);
    }

    private static async Task<OrderLine> FindAsync(UnitOfWork transaction, string unitId, CancellationToken cancellationToken) =>
        await OrderRows.FindLineAsync(transaction, unitId, cancellationToken)
        ?? throw new InvalidOperationException($"No order has the unit {unitId}.");
}
