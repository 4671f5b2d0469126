namespace Marketplace.Payments.Gateways;

/// <summary>A provider that collects money. Amounts are whole cents of USD.</summary>
public interface IPaymentGateway
{
    /// <summary>For example <c>stripe</c>; stored with each payment.</summary>
    string Name { get; }

    /// <summary>What browsers need, or null while the gateway has no keys: then nothing can be paid.</summary>
    Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken);

    /// <summary>Idempotent by <see cref="CreatePaymentIntent.IdempotencyKey"/>.</summary>
    Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken);

    Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken);

    /// <summary>Charges a saved method while its owner is away. Idempotent by <see cref="OffSessionCharge.IdempotencyKey"/>.</summary>
    /// <returns>
    /// The intent, succeeded or processing; or an error whose <see cref="GatewayError.Decline"/> says what can be done, and whose
    /// <see cref="GatewayError.Intent"/> is the same intent, open again, for the customer to confirm on screen.
    /// </returns>
    Task<GatewayResult<PaymentIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken);

    /// <summary>Closes an intent that nobody will pay any more. One that has succeeded stays, and is an error.</summary>
    Task<GatewayResult<PaymentIntent>> CancelIntentAsync(string paymentIntentId, CancellationToken cancellationToken);

    /// <summary>The owner of saved methods. Idempotent by <see cref="CreateGatewayCustomer.IdempotencyKey"/>.</summary>
    Task<GatewayResult<GatewayCustomer>> CreateCustomerAsync(CreateGatewayCustomer request, CancellationToken cancellationToken);

    /// <summary>Saves a method without charging it: the browser confirms with the client secret. Idempotent by its key.</summary>
    Task<GatewayResult<SetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken);

    Task<GatewayResult<SetupIntent>> GetSetupIntentAsync(string setupIntentId, CancellationToken cancellationToken);

    Task<GatewayResult<SavedPaymentMethod>> GetPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken);

    /// <summary>Takes a method from its customer for good: nobody can charge it again.</summary>
    Task<GatewayResult<SavedPaymentMethod>> DetachPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken);

    /// <summary>Gives back a part of a payment or all of it. Idempotent by <see cref="CreateRefund.IdempotencyKey"/>.</summary>
    Task<GatewayResult<GatewayRefund>> RefundAsync(CreateRefund request, CancellationToken cancellationToken);

    Task<GatewayResult<GatewayRefund>> GetRefundAsync(string refundId, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListRefundsAsync(string paymentIntentId, CancellationToken cancellationToken);

    Task<GatewayResult<GatewayDispute>> GetDisputeAsync(string disputeId, CancellationToken cancellationToken);

    /// <summary>Everything that moved the account's balance on a day in UTC, newest first: to be compared with one's own books.</summary>
    Task<GatewayResult<IReadOnlyList<BalanceTransaction>>> ListBalanceTransactionsAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>What happened at the gateway, newest first, at most 30 days back: for events that never arrived.</summary>
    Task<GatewayResult<IReadOnlyList<GatewayEvent>>> ListEventsAsync(GatewayEventQuery query, CancellationToken cancellationToken);
}

/// <summary>Nothing in here is secret.</summary>
/// <param name="ScriptUrl">Where browsers load the provider's script: absolute, or inside the tenant with a leading <c>~/</c>.</param>
/// <param name="IsSandbox">Cards are not charged; the payment dialog says so.</param>
public sealed record GatewayBrowserSettings(string PublishableKey, string ScriptUrl, bool IsSandbox)
{
    /// <summary>What customers may pay with there.</summary>
    public IReadOnlyList<PaymentMethodKind> Kinds { get; init; } = [PaymentMethodKind.Card];
}

/// <param name="AmountCents">At least 50 (USD 0.50), at most 99,999,999.</param>
/// <param name="Metadata">At most 50 pairs; keys of 40, values of 500 characters.</param>
public sealed record CreatePaymentIntent(
    string IdempotencyKey, long AmountCents, string Description, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Needed where a saved method is to pay, or where the method is to be saved.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The method that pays is kept for charges without its owner.</summary>
    public bool SavesMethod { get; init; }

    /// <summary>What the customer may pay with.</summary>
    public IReadOnlyList<PaymentMethodKind> Kinds { get; init; } = [PaymentMethodKind.Card];
}

public sealed record PaymentIntent(
    string Id,
    string ClientSecret,
    long AmountCents,
    long AmountReceivedCents,
    string Currency,
    PaymentIntentStatus Status,
    IReadOnlyDictionary<string, string> Metadata,
    string? FailureMessage)
{
    public string? CustomerId { get; init; }

    /// <summary>What paid, or was tried last.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>What <see cref="PaymentMethodId"/> is, where the gateway said so in the same answer.</summary>
    public SavedPaymentMethod? Method { get; init; }

    /// <summary>The customer wants the method that pays to be kept.</summary>
    public bool SavesMethod { get; init; }

    /// <summary>What refunds, disputes and balance transactions point to.</summary>
    public string? ChargeId { get; init; }

    /// <summary>Why the last try failed, for example <c>insufficient_funds</c>.</summary>
    public string? FailureCode { get; init; }

    /// <summary>What the method of the last try is still good for, where that failed.</summary>
    public DeclineKind Decline { get; init; }
}

public enum PaymentIntentStatus
{
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture,
    Canceled,
    Succeeded,
}

/// <summary>A value, or a failure with a sentence the customer can act on.</summary>
public sealed record GatewayResult<T>(T? Value, GatewayError? Error)
    where T : class;

/// <param name="Code">The provider's code, for example <c>card_declined</c>.</param>
/// <param name="CustomerMessage">Says what happened and what to do; never a secret.</param>
/// <param name="OutcomeUnknown">The request may have taken effect: ask again before trying anew.</param>
public sealed record GatewayError(string Code, string CustomerMessage, bool OutcomeUnknown)
{
    /// <summary>The <see cref="Code"/> of a gateway that has no keys yet.</summary>
    public const string Unavailable = "payments_unavailable";

    /// <summary>The <see cref="Code"/> while the gateway keeps failing and is not asked at all for a while.</summary>
    public const string NotAnswering = "gateway_unavailable";

    /// <summary>The <see cref="Code"/> for an id that the gateway's account does not have.</summary>
    public const string NoSuchObject = "resource_missing";

    /// <summary>
    /// Nobody looked at the request: it did not get there, or was turned away at the door. That says nothing of an earlier try of the same
    /// request whose answer was lost, nor of the payment method.
    /// </summary>
    public bool SaysNothing
    {
        get => field || OutcomeUnknown || Code is NotAnswering or Unavailable;
        init;
    }

    /// <summary>What a declined method is still good for.</summary>
    public DeclineKind Decline { get; init; }

    /// <summary>The intent that could not be paid, where the gateway says it: open again, with its client secret.</summary>
    public PaymentIntent? Intent { get; init; }

    /// <summary>The method that was declined.</summary>
    public string? PaymentMethodId { get; init; }
}

public enum DeclineKind
{
    /// <summary>Not the method's fault: the request, the gateway or the way to it.</summary>
    None,

    /// <summary>The bank wants its customer: confirm the same intent on screen with the same method.</summary>
    AuthenticationRequired,

    /// <summary>It may work another day, for example once there is money on the account.</summary>
    TryLater,

    /// <summary>Never charge this method again: lost, stolen, expired, gone.</summary>
    ReplaceMethod,
}
