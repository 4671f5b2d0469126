using System.Diagnostics;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.History;

internal abstract record ContinueResult
{
    private ContinueResult()
    {
    }

    internal sealed record Open(TopUp TopUp) : ContinueResult;

    /// <summary>Paid, failed, with the bank, or not to be paid here.</summary>
    internal sealed record Closed(string Message) : ContinueResult;

    internal sealed record GatewayFailed(GatewayError Error) : ContinueResult;

    /// <summary>None of this customer's.</summary>
    internal sealed record Unknown : ContinueResult;
}

/// <summary>Gives the customer the client secret of a payment they left open, after asking the gateway whether it still is.</summary>
internal sealed class ContinueTopUp(
    TopUpRows rows, IPaymentGateway gateway, ApplyIntentCommand apply, ClientSecrets secrets, IStringLocalizer<ContinueTopUp> text)
{
    public async Task<ContinueResult> ExecuteAsync(string userId, string paymentIntentId, CancellationToken cancellationToken)
    {
        var row = await rows.FindByIntentAsync(paymentIntentId, cancellationToken);
        if (row is null || row.UserId != userId)
            return new ContinueResult.Unknown();
        if (row.Status is TopUpStatus.Pending)
        {
            var asked = await gateway.GetIntentAsync(paymentIntentId, cancellationToken);
            if (asked.Value is not { } intent)
                return new ContinueResult.GatewayFailed(asked.Error!);
            await apply.ExecuteAsync(intent, cancellationToken);
            if (intent.Status is PaymentIntentStatus.Processing or PaymentIntentStatus.RequiresCapture)
                return new ContinueResult.Closed(
                    text["Your bank is still working on this payment. Your credits arrive as soon as it is done."]);
            row = (await rows.FindAsync(row.Id, cancellationToken))!;
        }

        return row.Status switch
        {
            TopUpStatus.Succeeded => new ContinueResult.Closed(text["This payment is paid; the credits are in your wallet."]),
            TopUpStatus.Pending when secrets.Reveal(row) is { ClientSecret.Length: > 0 } topUp => new ContinueResult.Open(topUp),
            TopUpStatus.Pending => new ContinueResult.Closed(
                text["This payment is open, but it cannot be paid from here. You have not paid it: give it up, then start a new one."]),
            TopUpStatus.Created => new ContinueResult.Closed(
                text["This payment is just being started. You have not paid it: try again in a moment."]),
            TopUpStatus.Failed => new ContinueResult.Closed(
                text["This payment is closed. You were not charged; start a new one in your wallet."]),
            _ => throw new UnreachableException(),
        };
    }
}
