using Marketplace.Payments.Disputes;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Reconciliation.Events;

/// <summary>Applies a refund or a dispute, and before it the payment it is of: messages of neither need have arrived.</summary>
internal sealed class ApplyTakenMoney(AskGateway ask, ITopUps topUps, IRefunds refunds, IDisputes disputes, TopUpRows rows, ITenant tenant)
{
    /// <exception cref="GatewayAwayException">The gateway cannot be asked now.</exception>
    public async Task<TakenMoney> ExecuteAsync(GatewayRefund refund, CancellationToken cancellationToken) =>
        await ApplyPaymentAsync(refund.PaymentIntentId, cancellationToken)
            ? Of(await refunds.ApplyAsync(refund, cancellationToken))
            : TakenMoney.Foreign;

    /// <inheritdoc cref="ExecuteAsync(GatewayRefund, CancellationToken)"/>
    public async Task<TakenMoney> ExecuteAsync(GatewayDispute dispute, CancellationToken cancellationToken) =>
        await ApplyPaymentAsync(dispute.PaymentIntentId, cancellationToken)
            ? Of(await disputes.ApplyAsync(dispute, cancellationToken))
            : TakenMoney.Foreign;

    private static TakenMoney Of(bool applied) => applied ? TakenMoney.Applied : TakenMoney.NotApplied;

    /// <returns>Whether the payment is this tenant's.</returns>
    private async Task<bool> ApplyPaymentAsync(string? paymentIntentId, CancellationToken cancellationToken)
    {
        if (paymentIntentId is null)
            return false;
        var row = await rows.FindByIntentAsync(paymentIntentId, cancellationToken);
        if (row is { Status: TopUpStatus.Succeeded })
            return true;
        if (await ask.IntentAsync(paymentIntentId, cancellationToken) is not { } intent)
            return row is not null;
        if (row is null && intent.Metadata.GetValueOrDefault("tenant") != tenant.Name)
            return false;
        await topUps.ApplyAsync(intent, cancellationToken);
        return true;
    }
}

internal enum TakenMoney
{
    Applied,

    /// <summary>Of a payment of this tenant's that has no top-up here yet.</summary>
    NotApplied,

    /// <summary>Of no payment of this tenant's.</summary>
    Foreign,
}
