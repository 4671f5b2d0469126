using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Disputes;

/// <summary>Disputes and inquiries that wait for an operator or for the bank, the most urgent first.</summary>
internal sealed class ListOpenDisputes(IDatabase database)
{
    /// <summary>More than an operator can answer by hand; the list of payments has them all.</summary>
    public const int Most = 200;

    private const string Open = "d.status in ('NeedsResponse', 'UnderReview', 'WarningNeedsResponse', 'WarningUnderReview')";

    public async Task<IReadOnlyList<OpenDispute>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<OpenDispute>(
            $"""
             select d.id, d.top_up_id, u.user_id, u.payment_intent_id, d.amount_cents, d.status, d.reason, d.due_at, d.opened_at
             from disputes d join top_ups u on u.id = d.top_up_id
             where {Open} order by case when d.due_at is null then 1 else 0 end, d.due_at, d.id limit @Most
             """,
            new { Most },
            cancellationToken);
    }

    public async Task<int> CountToAnswerAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<int>(
            "select cast(count(*) as integer) from disputes where status in ('NeedsResponse', 'WarningNeedsResponse')", new { },
            cancellationToken);
    }
}

internal sealed record OpenDispute
{
    public required string Id { get; init; }

    public required string TopUpId { get; init; }

    public required string UserId { get; init; }

    public string? PaymentIntentId { get; init; }

    public required long AmountCents { get; init; }

    public required DisputeStatus Status { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
}
