using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Reconciliation.Comparison;

/// <summary>Asks the gateway about one object, and tells one that it does not know from a gateway that cannot be asked.</summary>
/// <exception cref="GatewayAwayException">The gateway cannot be asked now.</exception>
internal sealed class AskGateway(IPaymentGateway gateway)
{
    /// <returns>Null where the gateway does not know it.</returns>
    public async Task<PaymentIntent?> IntentAsync(string id, CancellationToken cancellationToken) =>
        Known(await gateway.GetIntentAsync(id, cancellationToken));

    /// <inheritdoc cref="IntentAsync"/>
    public async Task<GatewayRefund?> RefundAsync(string id, CancellationToken cancellationToken) =>
        Known(await gateway.GetRefundAsync(id, cancellationToken));

    /// <inheritdoc cref="IntentAsync"/>
    public async Task<GatewayDispute?> DisputeAsync(string id, CancellationToken cancellationToken) =>
        Known(await gateway.GetDisputeAsync(id, cancellationToken));

    /// <summary>What moved the account's balance on a day in UTC.</summary>
    public async Task<IReadOnlyList<BalanceTransaction>> DayAsync(DateOnly day, CancellationToken cancellationToken) =>
        Known(await gateway.ListBalanceTransactionsAsync(day, cancellationToken)) ?? [];

    private static T? Known<T>(GatewayResult<T> result)
        where T : class =>
        result.Error is null or { Code: GatewayError.NoSuchObject } ? result.Value : throw new GatewayAwayException(result.Error.Code);
}

internal sealed class GatewayAwayException : Exception
{
    public GatewayAwayException()
    {
    }

    /// <param name="message">The gateway's code.</param>
    public GatewayAwayException(string message)
        : base(message)
    {
    }

    public GatewayAwayException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
