using Marketplace.Payments.Gateways;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>Reads the objects of events anew: neither the order of events nor what they tell is to be relied on.</summary>
internal sealed class CurrentObjects(IPaymentGateway gateway)
{
    /// <exception cref="StripeSilentException">Stripe did not answer.</exception>
    public async Task<PaymentIntent?> FindIntentAsync(string id, CancellationToken cancellationToken) =>
        Read(await gateway.GetIntentAsync(id, cancellationToken));

    /// <inheritdoc cref="FindIntentAsync"/>
    public async Task<SetupIntent?> FindSetupAsync(string? id, CancellationToken cancellationToken) =>
        id is null ? null : Read(await gateway.GetSetupIntentAsync(id, cancellationToken));

    /// <inheritdoc cref="FindIntentAsync"/>
    public async Task<GatewayRefund?> FindRefundAsync(string? id, CancellationToken cancellationToken) =>
        id is null ? null : Read(await gateway.GetRefundAsync(id, cancellationToken));

    /// <inheritdoc cref="FindIntentAsync"/>
    public async Task<GatewayDispute?> FindDisputeAsync(string? id, CancellationToken cancellationToken) =>
        id is null ? null : Read(await gateway.GetDisputeAsync(id, cancellationToken));

    /// <inheritdoc cref="FindIntentAsync"/>
    public async Task<IReadOnlyList<GatewayRefund>?> FindRefundsAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        Read(await gateway.ListRefundsAsync(paymentIntentId, cancellationToken));

    private static T? Read<T>(GatewayResult<T> result)
        where T : class =>
        result.Value ?? (result.Error!.Code == GatewayError.NoSuchObject ? null : throw new StripeSilentException(result.Error));
}

/// <summary>Stripe did not say how an object is now, so its event cannot be applied yet.</summary>
internal sealed class StripeSilentException(GatewayError error) : Exception($"Stripe did not say how the object is now ({error.Code}).");

/// <summary>Stripe does not have what a top-up here depends on. Ignoring it would lose the payment's news for good.</summary>
/// <param name="what">For example <c>payment intent pi_1</c>.</param>
internal sealed class AnotherAccountException(string what) : Exception(
    $"A top-up here is paid with it, but Stripe does not know {what}: the keys in use belong to another Stripe account. Enter the keys of "
    + "the account that took the payment, then run this event again.");
