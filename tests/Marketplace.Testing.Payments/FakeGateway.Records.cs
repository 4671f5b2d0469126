using System.Collections.Concurrent;
using Marketplace.Payments.Gateways;

namespace Marketplace.Testing;

/// <summary>Refunds, disputes, and the account's own books.</summary>
public sealed partial class FakeGateway
{
    private readonly ConcurrentDictionary<string, GatewayRefund> _refunds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GatewayDispute> _disputes = new(StringComparer.Ordinal);

    public ConcurrentQueue<CreateRefund> RefundRequests { get; } = new();

    /// <summary>How the next refunds begin.</summary>
    public RefundStatus NextRefund { get; set; } = RefundStatus.Succeeded;

    public List<BalanceTransaction> Balance { get; } = [];

    public List<GatewayEvent> Events { get; } = [];

    public Task<GatewayResult<GatewayRefund>> RefundAsync(CreateRefund request, CancellationToken cancellationToken)
    {
        RefundRequests.Enqueue(request);
        var intent = _intents[request.PaymentIntentId];
        lock (_lock)
        {
            var refunded = _refunds.Values.Where(
                x => x.PaymentIntentId == intent.Id && x.Status is not (RefundStatus.Failed or RefundStatus.Canceled))
                    .Sum(x => x.AmountCents);
            var amount = request.AmountCents ?? (intent.AmountReceivedCents - refunded);
            if (!_refunds.ContainsKey("re_" + request.IdempotencyKey) && refunded + amount > intent.AmountReceivedCents)
                return Task.FromResult(
                    new GatewayResult<GatewayRefund>(
                        null, new GatewayError("charge_already_refunded", "It was refunded before.", OutcomeUnknown: false)));
            return WriteAsync(() => _refunds.GetOrAdd("re_" + request.IdempotencyKey, id => new GatewayRefund(
                id, amount, "usd", NextRefund, intent.Id, intent.ChargeId, request.Metadata, null, DateTimeOffset.UnixEpoch)));
        }
    }

    public Task<GatewayResult<GatewayRefund>> GetRefundAsync(string refundId, CancellationToken cancellationToken) =>
        Task.FromResult(Found(_refunds.GetValueOrDefault(refundId)));

    /// <summary>How many of the next lists of refunds do not arrive.</summary>
    public int RefundListsToLose { get; set; }

    public Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListRefundsAsync(string paymentIntentId,
        CancellationToken cancellationToken) =>
        Task.FromResult(
            RefundListsToLose-- > 0
                ? new GatewayResult<IReadOnlyList<GatewayRefund>>(null, LostAnswer)
                : new GatewayResult<IReadOnlyList<GatewayRefund>>(
                    [.. _refunds.Values.Where(x => x.PaymentIntentId == paymentIntentId)], null));

    public Task<GatewayResult<GatewayDispute>> GetDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        Task.FromResult(Found(_disputes.GetValueOrDefault(disputeId)));

    public Task<GatewayResult<IReadOnlyList<BalanceTransaction>>> ListBalanceTransactionsAsync(
        DateOnly day, CancellationToken cancellationToken) =>
        Task.FromResult(
            new GatewayResult<IReadOnlyList<BalanceTransaction>>(
                [.. Balance.Where(x => DateOnly.FromDateTime(x.CreatedAt.UtcDateTime) == day)], null));

    public Task<GatewayResult<IReadOnlyList<GatewayEvent>>> ListEventsAsync(GatewayEventQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(
            new GatewayResult<IReadOnlyList<GatewayEvent>>(
                [.. Events.Where(x => x.CreatedAt >= query.Since && (query.Subjects.Count == 0 || query.Subjects.Contains(x.Subject)))],
                null));

    /// <summary>As if it belonged to another account.</summary>
    public void Forget(string paymentIntentId) => _intents.TryRemove(paymentIntentId, out _);

    /// <summary>Refunds made at the gateway itself, or moved on by the bank.</summary>
    public GatewayRefund Put(GatewayRefund refund) => _refunds[refund.Id] = refund;

    public GatewayDispute Put(GatewayDispute dispute) => _disputes[dispute.Id] = dispute;
}
