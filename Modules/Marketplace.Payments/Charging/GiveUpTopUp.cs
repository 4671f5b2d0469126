using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Charging;

/// <summary>Closes a payment that its customer does not want any more, at the gateway too, so that nothing can pay it later.</summary>
internal sealed class GiveUpTopUp(
    TopUpRows rows, IPaymentGateway gateway, ApplyIntentCommand apply, FailTopUp fail, IStringLocalizer<GiveUpTopUp> text)
{
    /// <returns>What became of it: closed, or paid in the meantime, or still open where the gateway cannot close it now.</returns>
    public async Task<TopUpStatus> ExecuteAsync(TopUpRow row, CancellationToken cancellationToken)
    {
        if (row.Status is TopUpStatus.Succeeded or TopUpStatus.Failed)
            return row.Status;
        if (row.PaymentIntentId is not { } intentId)
        {
            // Without an intent nobody on screen can have paid; a charge whose answer is unknown must wait for it.
            if (row.PaymentMethodId is null)
                await fail.ExecuteAsync(
                    row, paymentIntentId: null, text["The payment was given up before it began. You were not charged."], DeclineKind.None,
                    cancellationToken);
        }
        else
        {
            var closed = await gateway.CancelIntentAsync(intentId, cancellationToken);
            var now = closed.Value ?? (await gateway.GetIntentAsync(intentId, cancellationToken)).Value;
            if (now is not null)
                await apply.ExecuteAsync(now, cancellationToken);
        }

        return (await rows.FindAsync(row.Id, cancellationToken))!.Status;
    }
}
