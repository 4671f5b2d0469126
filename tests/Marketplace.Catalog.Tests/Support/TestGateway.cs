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
}
