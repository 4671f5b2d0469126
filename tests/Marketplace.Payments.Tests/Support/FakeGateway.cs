using System.Collections.Concurrent;

namespace Marketplace.Payments.Tests;

/// <summary>A gateway in memory that keeps Stripe's promise: one intent per idempotency key.</summary>
internal sealed class FakeGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<string, PaymentIntent> _byKey = new(StringComparer.Ordinal);
    private int _reads;

    public ConcurrentQueue<CreatePaymentIntent> Created { get; } = new();

    public IEnumerable<PaymentIntent> Intents => _byKey.Values;

    public int Reads => _reads;

    /// <summary>The answers of the next calls, before it works again.</summary>
    public Queue<GatewayError> Failures { get; } = new();

    public string Name => "fake";

    public Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<GatewayBrowserSettings?>(new GatewayBrowserSettings("pk_fake", "~/fake.js", IsSandbox: true));

    public Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken)
    {
        Created.Enqueue(request);
        if (Failures.TryDequeue(out var error))
            return Task.FromResult(new GatewayResult<PaymentIntent>(null, error));
        var intent = _byKey.GetOrAdd(request.IdempotencyKey, _ =>
        {
            var id = "pi_" + Guid.NewGuid().ToString("N");
            return new PaymentIntent(id, id + "_secret_x", request.AmountCents, 0, "usd", PaymentIntentStatus.RequiresPaymentMethod, request.Metadata, null);
        });
        return Task.FromResult(new GatewayResult<PaymentIntent>(intent, null));
    }

    public Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(new GatewayResult<PaymentIntent>(_byKey.Values.Single(x => x.Id == paymentIntentId), null));
    }

    /// <summary>The customer paid.</summary>
    public PaymentIntent Pay(string paymentIntentId) =>
        Change(paymentIntentId, x => x with { Status = PaymentIntentStatus.Succeeded, AmountReceivedCents = x.AmountCents, FailureMessage = null });

    public PaymentIntent Decline(string paymentIntentId, string message = "Your card was declined.") => Change(paymentIntentId, x => x with { FailureMessage = message });

    public PaymentIntent Cancel(string paymentIntentId) => Change(paymentIntentId, x => x with { Status = PaymentIntentStatus.Canceled });

    private PaymentIntent Change(string id, Func<PaymentIntent, PaymentIntent> change)
    {
        var (key, intent) = _byKey.Single(x => x.Value.Id == id);
        return _byKey[key] = change(intent);
    }

    public Task<GatewayResult<PaymentIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<PaymentIntent>> CancelIntentAsync(string paymentIntentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<GatewayCustomer>> CreateCustomerAsync(CreateGatewayCustomer request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<GatewayCustomer>> GetCustomerAsync(string customerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<SetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<SetupIntent>> GetSetupIntentAsync(string setupIntentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<IReadOnlyList<SavedPaymentMethod>>> ListPaymentMethodsAsync(string customerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<SavedPaymentMethod>> GetPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<SavedPaymentMethod>> DetachPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<GatewayCustomer>> SetDefaultPaymentMethodAsync(string customerId, string? paymentMethodId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<GatewayRefund>> RefundAsync(CreateRefund request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<GatewayRefund>> GetRefundAsync(string refundId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListRefundsAsync(string paymentIntentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<GatewayDispute>> GetDisputeAsync(string disputeId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<IReadOnlyList<BalanceTransaction>>> ListBalanceTransactionsAsync(DateOnly day, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GatewayResult<IReadOnlyList<GatewayEvent>>> ListEventsAsync(GatewayEventQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
