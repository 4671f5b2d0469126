namespace Marketplace.Payments;

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
}

/// <summary>Nothing in here is secret.</summary>
/// <param name="ScriptUrl">Where browsers load the provider's script: absolute, or inside the tenant with a leading <c>~/</c>.</param>
/// <param name="IsSandbox">Cards are not charged; the payment dialog says so.</param>
public sealed record GatewayBrowserSettings(string PublishableKey, string ScriptUrl, bool IsSandbox);

/// <param name="AmountCents">At least 50 (USD 0.50), at most 99,999,999.</param>
/// <param name="Metadata">At most 50 pairs; keys of 40, values of 500 characters.</param>
public sealed record CreatePaymentIntent(string IdempotencyKey, long AmountCents, string Description, IReadOnlyDictionary<string, string> Metadata);

public sealed record PaymentIntent(
    string Id,
    string ClientSecret,
    long AmountCents,
    long AmountReceivedCents,
    string Currency,
    PaymentIntentStatus Status,
    IReadOnlyDictionary<string, string> Metadata,
    string? FailureMessage);

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
}
