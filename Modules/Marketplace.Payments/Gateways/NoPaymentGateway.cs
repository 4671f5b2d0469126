using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Gateways;

/// <summary>Stands in where no gateway's feature is enabled, so that pages say so instead of failing.</summary>
internal sealed class NoPaymentGateway(IStringLocalizer<NoPaymentGateway> text) : IPaymentGateway
{
    public string Name => "none";

    public Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<GatewayBrowserSettings?>(null);

    public Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken) =>
        Unavailable<PaymentIntent>();

    public Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        Unavailable<PaymentIntent>();

    public Task<GatewayResult<PaymentIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken) =>
        Unavailable<PaymentIntent>();

    public Task<GatewayResult<PaymentIntent>> CancelIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        Unavailable<PaymentIntent>();

    public Task<GatewayResult<GatewayCustomer>> CreateCustomerAsync(CreateGatewayCustomer request, CancellationToken cancellationToken) =>
        Unavailable<GatewayCustomer>();

    public Task<GatewayResult<SetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken) =>
        Unavailable<SetupIntent>();

    public Task<GatewayResult<SetupIntent>> GetSetupIntentAsync(string setupIntentId, CancellationToken cancellationToken) =>
        Unavailable<SetupIntent>();

    public Task<GatewayResult<SavedPaymentMethod>> GetPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) =>
        Unavailable<SavedPaymentMethod>();

    public Task<GatewayResult<SavedPaymentMethod>> DetachPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) =>
        Unavailable<SavedPaymentMethod>();

    public Task<GatewayResult<GatewayRefund>> RefundAsync(CreateRefund request, CancellationToken cancellationToken) =>
        Unavailable<GatewayRefund>();

    public Task<GatewayResult<GatewayRefund>> GetRefundAsync(string refundId, CancellationToken cancellationToken) =>
        Unavailable<GatewayRefund>();

    public Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListRefundsAsync(string paymentIntentId,
        CancellationToken cancellationToken) => Unavailable<IReadOnlyList<GatewayRefund>>();

    public Task<GatewayResult<GatewayDispute>> GetDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        Unavailable<GatewayDispute>();

    public Task<GatewayResult<IReadOnlyList<BalanceTransaction>>> ListBalanceTransactionsAsync(
        DateOnly day, CancellationToken cancellationToken) => Unavailable<IReadOnlyList<BalanceTransaction>>();

    public Task<GatewayResult<IReadOnlyList<GatewayEvent>>> ListEventsAsync(GatewayEventQuery query, CancellationToken cancellationToken) =>
        Unavailable<IReadOnlyList<GatewayEvent>>();

    private Task<GatewayResult<T>> Unavailable<T>()
        where T : class =>
        Task.FromResult(new GatewayResult<T>(null, new GatewayError(
            GatewayError.Unavailable, text["Card payments are not set up here yet. You were not charged."], OutcomeUnknown: false)));
}
