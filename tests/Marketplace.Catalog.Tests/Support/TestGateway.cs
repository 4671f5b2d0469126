using System.Collections.Concurrent;
using Marketplace.Payments;

namespace Marketplace.Catalog.Tests;

/// <summary>A gateway that makes intents and leaves it to the test to say what becomes of them.</summary>
internal sealed class TestGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<string, PaymentIntent> _intents = new(StringComparer.Ordinal);

    public string Name => "test";

    public GatewayError? Failure { get; set; }

    public Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<GatewayBrowserSettings?>(new GatewayBrowserSettings("pk_test", "~/test.js", IsSandbox: true));

    public Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return Task.FromResult(new GatewayResult<PaymentIntent>(null, Failure));
        var id = "pi_" + request.IdempotencyKey;
        var intent = _intents.GetOrAdd(
            id, _ => new PaymentIntent(id, id + "_secret", request.AmountCents, 0, "usd", PaymentIntentStatus.RequiresPaymentMethod, request.Metadata, null));
        return Task.FromResult(new GatewayResult<PaymentIntent>(intent, null));
    }

    public Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayResult<PaymentIntent>(_intents[paymentIntentId], null));

    public PaymentIntent Succeed(string id) =>
        _intents[id] = _intents[id] with { Status = PaymentIntentStatus.Succeeded, AmountReceivedCents = _intents[id].AmountCents };

    public PaymentIntent Cancel(string id) =>
        _intents[id] = _intents[id] with { Status = PaymentIntentStatus.Canceled, FailureMessage = "Your card was declined." };

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
