using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Client;

namespace Marketplace.Stripe.Gateway;

internal sealed class StripeGateway(StripeClient client, StripeAccounts accounts, CustomerMessages messages) : IPaymentGateway
{
    public const string GatewayName = "stripe";

    public string Name => GatewayName;

    public async Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        await accounts.FindAsync(cancellationToken) is { } account
            ? new GatewayBrowserSettings(account.PublishableKey, account.ScriptUrl, account.IsSandbox)
            {
                Kinds = account.OffersPayPal ? [PaymentMethodKind.Card, PaymentMethodKind.PayPal] : [PaymentMethodKind.Card],
            }
            : null;

    public async Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken) =>
        ToResult(await client.CreatePaymentIntentAsync(request, cancellationToken), ToIntent);

    public async Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        ToResult(await client.GetPaymentIntentAsync(paymentIntentId, cancellationToken), ToIntent);

    public async Task<GatewayResult<PaymentIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken) =>
        ToResult(await client.ChargeOffSessionAsync(request, cancellationToken), ToIntent);

    public async Task<GatewayResult<PaymentIntent>> CancelIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        ToResult(await client.CancelPaymentIntentAsync(paymentIntentId, cancellationToken), ToIntent);

    public async Task<GatewayResult<GatewayCustomer>> CreateCustomerAsync(
        CreateGatewayCustomer request, CancellationToken cancellationToken) =>
        ToResult(await client.CreateCustomerAsync(request, cancellationToken), MethodMapping.ToCustomer);

    public async Task<GatewayResult<SetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken) =>
        ToResult(await client.CreateSetupIntentAsync(request, cancellationToken), ToSetup);

    public async Task<GatewayResult<SetupIntent>> GetSetupIntentAsync(string setupIntentId, CancellationToken cancellationToken) =>
        ToResult(await client.GetSetupIntentAsync(setupIntentId, cancellationToken), ToSetup);

    public async Task<GatewayResult<SavedPaymentMethod>> GetPaymentMethodAsync(string paymentMethodId,
        CancellationToken cancellationToken) =>
        ToResult(await client.GetPaymentMethodAsync(paymentMethodId, cancellationToken), MethodMapping.ToSavedMethod);

    public async Task<GatewayResult<SavedPaymentMethod>> DetachPaymentMethodAsync(
        string paymentMethodId, CancellationToken cancellationToken) =>
        ToResult(await client.DetachPaymentMethodAsync(paymentMethodId, cancellationToken), MethodMapping.ToSavedMethod);

    public async Task<GatewayResult<GatewayRefund>> RefundAsync(CreateRefund request, CancellationToken cancellationToken) =>
        ToResult(await client.CreateRefundAsync(request, cancellationToken), RefundMapping.ToRefund);

    public async Task<GatewayResult<GatewayRefund>> GetRefundAsync(string refundId, CancellationToken cancellationToken) =>
        ToResult(await client.GetRefundAsync(refundId, cancellationToken), RefundMapping.ToRefund);

    public async Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListRefundsAsync(
        string paymentIntentId, CancellationToken cancellationToken) =>
        ToList(await client.ListRefundsAsync(paymentIntentId, cancellationToken), RefundMapping.ToRefund);

    public async Task<GatewayResult<GatewayDispute>> GetDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        ToResult(await client.GetDisputeAsync(disputeId, cancellationToken), RefundMapping.ToDispute);

    public async Task<GatewayResult<IReadOnlyList<BalanceTransaction>>> ListBalanceTransactionsAsync(
        DateOnly day, CancellationToken cancellationToken)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return ToList(
            await client.ListBalanceTransactionsAsync(from, from.AddDays(1), cancellationToken), RecordMapping.ToBalanceTransaction);
    }

    public async Task<GatewayResult<IReadOnlyList<GatewayEvent>>> ListEventsAsync(
        GatewayEventQuery query, CancellationToken cancellationToken) =>
        ToList(await client.ListEventsAsync(query, cancellationToken), RecordMapping.ToEvent);

    private PaymentIntent? ToIntent(StripeIntent intent) => intent.ToPaymentIntent(messages);

    private SetupIntent? ToSetup(StripeSetupIntent intent) => intent.ToSetupIntent(messages);

    private GatewayResult<TResult> ToResult<T, TResult>(StripeResult<T> result, Func<T, TResult?> map)
        where T : class
        where TResult : class =>
        result.Value is not { } value ? new(null, messages.ToGatewayError(result.Error!))
        : map(value) is { } mapped ? new(mapped, null)
        : new(null, messages.ToGatewayError(StripeError.UnknownStatus));

    /// <summary>What this version of the protocol does not have is left out of lists.</summary>
    private GatewayResult<IReadOnlyList<TResult>> ToList<T, TResult>(StripeResult<IReadOnlyList<T>> result, Func<T, TResult?> map)
        where TResult : class =>
        result.Value is { } all ? new([.. all.Select(map).OfType<TResult>()], null) : new(null, messages.ToGatewayError(result.Error!));
}
