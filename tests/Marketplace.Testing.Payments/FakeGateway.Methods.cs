using System.Collections.Concurrent;
using Marketplace.Payments.Gateways;

namespace Marketplace.Testing;

/// <summary>Customers, saved methods and charges without their owner.</summary>
public sealed partial class FakeGateway
{
    private readonly ConcurrentDictionary<string, GatewayCustomer> _customers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _customerByKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SavedPaymentMethod> _methods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SetupIntent> _setups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GatewayResult<PaymentIntent>> _chargeByKey = new(StringComparer.Ordinal);
    private int _ids;

    /// <summary>Every request to charge a saved method, repeated ones too.</summary>
    public ConcurrentQueue<OffSessionCharge> ChargeRequests { get; } = new();

    public IEnumerable<GatewayCustomer> Customers => _customers.Values;

    /// <summary>The answers to the next who read a method, before it is found again.</summary>
    public ConcurrentQueue<GatewayError> MethodFailures { get; } = new();

    /// <summary>What the bank behind a method answers; without an entry it pays.</summary>
    public ConcurrentDictionary<string, BankAnswer> Banks { get; } = new(StringComparer.Ordinal);

    public Task<GatewayResult<PaymentIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken)
    {
        ChargeRequests.Enqueue(request);
        lock (_lock)
        {
            if (Failures.TryDequeue(out var failure))
                return Task.FromResult(new GatewayResult<PaymentIntent>(null, failure));
            if (!_chargeByKey.TryGetValue(request.IdempotencyKey, out var result))
                _chargeByKey[request.IdempotencyKey] = result = Charge(request);
            if (AnswersToLose == 0)
                return Task.FromResult(result);
            AnswersToLose--;
            return Task.FromResult(new GatewayResult<PaymentIntent>(null, LostAnswer));
        }
    }

    public Task<GatewayResult<GatewayCustomer>> CreateCustomerAsync(CreateGatewayCustomer request, CancellationToken cancellationToken) =>
        WriteAsync(() =>
        {
            var id = _customerByKey.GetOrAdd(request.IdempotencyKey, _ => NewId("cus"));
            return _customers.GetOrAdd(id, _ => new GatewayCustomer(id, request.Email, request.Metadata));
        });

    public Task<GatewayResult<SetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken) =>
        WriteAsync(() => _setups.GetOrAdd("seti_" + request.IdempotencyKey, id =>
            new SetupIntent(
                id, id + "_secret_x", request.CustomerId, null, SetupIntentStatus.RequiresPaymentMethod, request.Metadata, null)));

    public Task<GatewayResult<SetupIntent>> GetSetupIntentAsync(string setupIntentId, CancellationToken cancellationToken) =>
        Task.FromResult(Found(_setups.GetValueOrDefault(setupIntentId)));

    public Task<GatewayResult<SavedPaymentMethod>> GetPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) =>
        Task.FromResult(
            MethodFailures.TryDequeue(out var failure)
                ? new GatewayResult<SavedPaymentMethod>(null, failure)
                : Found(_methods.GetValueOrDefault(paymentMethodId)));

    public Task<GatewayResult<SavedPaymentMethod>> DetachPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) =>
        WriteAsync(() => _methods[paymentMethodId] = _methods[paymentMethodId] with { CustomerId = null });

    /// <summary>A method that a customer has at the gateway.</summary>
    public SavedPaymentMethod Attach(
        string? customerId, PaymentMethodKind kind = PaymentMethodKind.Card, string last4 = "4242", string? fingerprint = null,
        int expMonth = 12, int expYear = 2030)
    {
        var isCard = kind is PaymentMethodKind.Card;
        var method = new SavedPaymentMethod(
            NewId("pm"), kind, isCard ? "visa" : "paypal", isCard ? last4 : "", isCard ? expMonth : null, isCard ? expYear : null,
            isCard ? fingerprint ?? NewId("fp") : null, isCard ? null : "payer@example.com", customerId, DateTimeOffset.UnixEpoch);
        return _methods[method.Id] = method;
    }

    /// <summary>A method as its bank has it now.</summary>
    public SavedPaymentMethod Put(SavedPaymentMethod method) => _methods[method.Id] = method;

    /// <summary>The customer's browser finished a setup with a new method.</summary>
    public SavedPaymentMethod FinishSetup(string setupIntentId, string last4 = "4242", string? fingerprint = null)
    {
        var method = Attach(_setups[setupIntentId].CustomerId, last4: last4, fingerprint: fingerprint);
        _setups[setupIntentId] = _setups[setupIntentId] with { Status = SetupIntentStatus.Succeeded, PaymentMethodId = method.Id };
        return method;
    }

    /// <summary>The bank has finished with a payment that was processing.</summary>
    public PaymentIntent Settle(string paymentIntentId) => Pay(paymentIntentId);

    private GatewayResult<PaymentIntent> Charge(OffSessionCharge request)
    {
        if (_methods.GetValueOrDefault(request.PaymentMethodId) is { CustomerId: var owner } && owner != request.CustomerId)
            return Refuse(request, "resource_missing", DeclineKind.ReplaceMethod);
        var answer = Banks.GetValueOrDefault(request.PaymentMethodId);
        if (answer is BankAnswer.AsksForCustomer)
            return Refuse(request, "authentication_required", DeclineKind.AuthenticationRequired);
        if (answer is BankAnswer.DeclinesForNow)
            return Refuse(request, "insufficient_funds", DeclineKind.TryLater);
        if (answer is BankAnswer.DeclinesForGood)
            return Refuse(request, "lost_card", DeclineKind.ReplaceMethod);
        var intent = IntentOf(request.IdempotencyKey, request.AmountCents, request.Metadata, request.CustomerId);
        return new(
            answer is BankAnswer.TakesItsTime
                ? Change(intent.Id, x => x with { Status = PaymentIntentStatus.Processing, PaymentMethodId = request.PaymentMethodId })
                : Pay(intent.Id, request.PaymentMethodId),
            null);
    }

    private GatewayResult<PaymentIntent> Refuse(OffSessionCharge request, string code, DeclineKind decline)
    {
        const string Sentence = "Your bank declined the payment. You were not charged.";
        var intent = IntentOf(request.IdempotencyKey, request.AmountCents, request.Metadata, request.CustomerId);
        intent = Change(intent.Id, x => x with { FailureMessage = Sentence, FailureCode = code, Decline = decline });
        return new(
            null,
            new GatewayError(code, Sentence, OutcomeUnknown: false)
            { Decline = decline, Intent = intent, PaymentMethodId = request.PaymentMethodId });
    }

    private string NewId(string prefix) =>
        prefix + "_" + Interlocked.Increment(ref _ids).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public enum BankAnswer
{
    Pays,

    /// <summary>The payment stays in processing until <see cref="FakeGateway.Settle"/>.</summary>
    TakesItsTime,
    AsksForCustomer,
    DeclinesForNow,
    DeclinesForGood,
}
