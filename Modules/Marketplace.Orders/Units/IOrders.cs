using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Orders.Units;

/// <summary>Ends an order's unit: delivered and paid, or failed and free of charge (acceptance D8).</summary>
public interface IOrders
{
    /// <summary>Takes the reserved credits for good, in the transaction that records the delivery. Repeating it changes nothing.</summary>
    Task<CompleteOrderResult> CompleteAsync(UnitOfWork transaction, OrderCompletion completion, CancellationToken cancellationToken);

    /// <summary>Gives the reserved credits back. Repeating it, or failing what is delivered already, changes nothing.</summary>
    /// <param name="reason">For the customer.</param>
    Task FailAsync(UnitOfWork transaction, string unitId, string reason, CancellationToken cancellationToken);
}

/// <param name="Description">The ledger's words for the customer.</param>
public sealed record OrderCompletion(
    string UnitId, TransactionType Type, string Description, IReadOnlyDictionary<string, string> Metadata)
{
    /// <inheritdoc cref="Credits.Ledger.Holds.HoldCapture.Shares"/>
    public IReadOnlyList<SystemShare>? Shares { get; init; }
}

public abstract record CompleteOrderResult
{
    private CompleteOrderResult()
    {
    }

    public sealed record Completed(string TransactionId) : CompleteOrderResult;

    public sealed record AlreadyCompleted : CompleteOrderResult;

    /// <summary>The order failed or its credits were released before: nothing may be delivered.</summary>
    public sealed record NotPayable : CompleteOrderResult;
}
