namespace Marketplace.AutoTopUp.Charging;

internal sealed record AttemptDue(string AttemptId);

/// <summary>Sends an attempt to the gateway, away from whoever made the debit.</summary>
[StoredName("Marketplace.AutoTopUp.SendAttempt")]
internal sealed class SendAttempt(ChargeAttempt charge) : IJob<AttemptDue>
{
    public Task ExecuteAsync(AttemptDue payload, CancellationToken cancellationToken) =>
        charge.ExecuteAsync(payload.AttemptId, cancellationToken);
}
