using Marketplace.Data;

namespace Marketplace.AutoTopUp;

internal sealed record AttemptDue(string AttemptId);

/// <summary>Sends an attempt to the gateway, away from whoever made the debit.</summary>
internal sealed class SendAttempt(ChargeAttempt charge) : IJob<AttemptDue>
{
    public Task ExecuteAsync(AttemptDue payload, CancellationToken cancellationToken) => charge.ExecuteAsync(payload.AttemptId, cancellationToken);
}

internal sealed record LookAgainAt(string AttemptId);

/// <summary>A debit came while an attempt was open, and what it bought is not enough.</summary>
internal sealed class LookAgain(IDatabase database, TriggerOnDebit trigger) : IJob<LookAgainAt>
{
    public async Task ExecuteAsync(LookAgainAt payload, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (await AttemptRows.FindAsync(db, payload.AttemptId, cancellationToken) is { } attempt)
            await trigger.ExecuteAsync(attempt.UserId, "after:" + attempt.Id, cancellationToken);
    }
}
