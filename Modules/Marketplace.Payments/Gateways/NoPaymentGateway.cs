using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

/// <summary>Stands in where no gateway's feature is enabled, so that pages say so instead of failing.</summary>
internal sealed class NoPaymentGateway(IStringLocalizer<NoPaymentGateway> text) : IPaymentGateway
{
    public string Name => "none";

    public Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<GatewayBrowserSettings?>(null);

    public Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken) => Unavailable();

    public Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken) => Unavailable();

    private Task<GatewayResult<PaymentIntent>> Unavailable() =>
        Task.FromResult(new GatewayResult<PaymentIntent>(null, new GatewayError(
            GatewayError.Unavailable, text["Card payments are not set up here yet. You were not charged."], OutcomeUnknown: false)));
}
