using System.Collections.Concurrent;
using Marketplace.Payments.Gateways;

namespace Marketplace.Testing;

/// <summary>
/// A gateway in memory that keeps Stripe's promises: one result per idempotency key, one state per object. The test says what banks answer.
/// </summary>
public sealed partial class FakeGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<string, PaymentIntent> _intents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _intentByKey = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _reads;

    public ConcurrentQueue<CreatePaymentIntent> Created { get; } = new();

    public IEnumerable<PaymentIntent> Intents => _intents.Values;

    /// <summary>How often an intent was asked for.</summary>
    public int Reads => _reads;

    /// <summary>The answers of the next writing calls, which do nothing, before it works again.</summary>
    public ConcurrentQueue<GatewayError> Failures { get; } = new();

    /// <summary>How many of the next writing calls take effect while their answer is lost.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>What happens elsewhere while the gateway works on a new intent or a cancellation.</summary>
    public Func<PaymentIntent, Task>? Meanwhile { get; set; }

    public static GatewayError LostAnswer { get; } = new("connection_error", "Try again. You were not charged.", OutcomeUnknown: true);

    public string Name => "fake";

    /// <summary>What the account takes.</summary>
    public IReadOnlyList<PaymentMethodKind> Kinds { get; set; } = [PaymentMethodKind.Card];

    public Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<GatewayBrowserSettings?>(new GatewayBrowserSettings("pk_fake", "~/fake.js", IsSandbox: true) { Kinds = Kinds });

    public async Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken)
    {
        Created.Enqueue(request);
        return await AndMeanwhileAsync(
            await WriteAsync(() => IntentOf(request.IdempotencyKey, request.AmountCents, request.Metadata, request.CustomerId)));
    }

    public Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(Found(_intents.GetValueOrDefault(paymentIntentId)));
    }

    public async Task<GatewayResult<PaymentIntent>> CancelIntentAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        if (_intents.GetValueOrDefault(paymentIntentId) is { Status: PaymentIntentStatus.Succeeded })
            return new GatewayResult<PaymentIntent>(
                null, new GatewayError("payment_intent_unexpected_state", "It was paid.", OutcomeUnknown: false));
        return await AndMeanwhileAsync(await WriteAsync(() => Cancel(paymentIntentId)));
    }

    /// <summary>The customer paid.</summary>
    public PaymentIntent Pay(string paymentIntentId, string? methodId = null) =>
        Change(paymentIntentId, x => x with
        {
            Status = PaymentIntentStatus.Succeeded, AmountReceivedCents = x.AmountCents, FailureMessage = null,
                ChargeId = "ch_" + paymentIntentId, PaymentMethodId = methodId ?? x.PaymentMethodId,
            Method = (methodId ?? x.PaymentMethodId) is { } id ? _methods.GetValueOrDefault(id) : null,
        });

    public PaymentIntent Decline(
        string paymentIntentId, string message = "Your card was declined.", DeclineKind decline = DeclineKind.TryLater) =>
        Change(
            paymentIntentId,
            x => x with { Status = PaymentIntentStatus.RequiresPaymentMethod, FailureMessage = message, Decline = decline });

    public PaymentIntent Cancel(string paymentIntentId) => Change(paymentIntentId, x => x with { Status = PaymentIntentStatus.Canceled });

    private async Task<GatewayResult<PaymentIntent>> AndMeanwhileAsync(GatewayResult<PaymentIntent> result)
    {
        if (result.Value is { } intent && Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile(intent);
        }

        return result;
    }

    private PaymentIntent IntentOf(string key, long amountCents, IReadOnlyDictionary<string, string> metadata, string? customerId)
    {
        lock (_lock)
        {
            if (_intentByKey.TryGetValue(key, out var known))
                return _intents[known];
            var id = "pi_" + key;
            _intentByKey[key] = id;
            return _intents[id] = new PaymentIntent(
                id, id + "_secret_x", amountCents, 0, "usd", PaymentIntentStatus.RequiresPaymentMethod, metadata, null)
                { CustomerId = customerId };
        }
    }

    private PaymentIntent Change(string id, Func<PaymentIntent, PaymentIntent> change)
    {
        lock (_lock)
            return _intents[id] = change(_intents[id]);
    }

    private Task<GatewayResult<T>> WriteAsync<T>(Func<T> write)
        where T : class
    {
        lock (_lock)
        {
            if (Failures.TryDequeue(out var error))
                return Task.FromResult(new GatewayResult<T>(null, error));
            var value = write();
            if (AnswersToLose == 0)
                return Task.FromResult(new GatewayResult<T>(value, null));
            AnswersToLose--;
            return Task.FromResult(new GatewayResult<T>(null, LostAnswer));
        }
    }

    private static GatewayResult<T> Found<T>(T? value)
        where T : class =>
        value is null ? new(null, new GatewayError("resource_missing", "It is not there.", OutcomeUnknown: false)) : new(value, null);
}
