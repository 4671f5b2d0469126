using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Charging;

/// <summary>
/// Brings one open top-up on: by its intent where it has one, else by the key it was charged with, and closes what nobody paid within a
/// day.
/// </summary>
internal sealed class SettleTopUp(
    TopUpRows rows, IPaymentGateway gateway, ApplyIntentCommand apply, ChargeSavedMethodCommand charge, GiveUpTopUp giveUp,
    TimeProvider time)
{
    /// <summary>Gateways keep a key's answer for a day at least; the margin is for clocks and for the request itself.</summary>
    public static readonly TimeSpan KeyIsKnown = TimeSpan.FromHours(23);

    public static readonly TimeSpan GivenUp = TimeSpan.FromDays(1);

    /// <returns>True when it is open no more.</returns>
    public async Task<bool> ExecuteAsync(string id, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(id, cancellationToken) is not { Status: TopUpStatus.Created or TopUpStatus.Pending } row)
            return true;
        var age = time.GetUtcNow() - row.CreatedAt;
        if (row.PaymentIntentId is { } intentId)
            await AskAsync(row, intentId, age, cancellationToken);
        else if (row.PaymentMethodId is not null)
        {
            // Whoever asked for it knows whether it is still wanted, and asks again; what is only looked for charges nothing.
            if (row.Reference is null || age >= KeyIsKnown)
                await charge.ResumeAsync(row, mayAskAgain: age < KeyIsKnown, cancellationToken);
        }
        else if (age >= GivenUp)
            await giveUp.ExecuteAsync(row, cancellationToken);
        return await rows.FindAsync(id, cancellationToken) is { Status: TopUpStatus.Succeeded or TopUpStatus.Failed };
    }

    private async Task AskAsync(TopUpRow row, string intentId, TimeSpan age, CancellationToken cancellationToken)
    {
        var asked = await gateway.GetIntentAsync(intentId, cancellationToken);
        if (asked.Value is not { } intent)
            return;
        await apply.ExecuteAsync(intent, cancellationToken);
        // A charge that waits for its customer's bank is closed by whoever asked for it: a link may be good for longer.
        if (row.PaymentMethodId is null && age >= GivenUp
            && intent.Status is not (PaymentIntentStatus.Succeeded or PaymentIntentStatus.Canceled or PaymentIntentStatus.Processing))
            await giveUp.ExecuteAsync(row, cancellationToken);
    }
}
