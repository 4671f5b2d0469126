using System.Diagnostics;
using Marketplace.Data;

namespace Marketplace.Payments.Reconciliation.Comparison;

/// <summary>The own records of what moved money at the gateway.</summary>
internal sealed class ReadBooks(IDatabase database)
{
    private const string TopUps =
        "select 'TopUp' as kind, payment_intent_id as object_id, id as top_up_id, user_id, payment_intent_id, amount_cents, status from "
        + "top_ups";

    private const string Refunds =
        """
        select 'Refund' as kind, r.gateway_refund_id as object_id, u.id as top_up_id, u.user_id, u.payment_intent_id, r.amount_cents,
        r.status
        from refunds r join top_ups u on u.id = r.top_up_id
        """;

    private const string Disputes =
        """
        select 'Dispute' as kind, d.id as object_id, u.id as top_up_id, u.user_id, u.payment_intent_id, d.amount_cents, d.status
        from disputes d join top_ups u on u.id = d.top_up_id
        """;

    public async Task<BookedRecord?> FindAsync(ComparedKind kind, string objectId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<BookedRecord>(
            kind switch
            {
                ComparedKind.TopUp => $"{TopUps} where payment_intent_id = @objectId",
                ComparedKind.Refund => $"{Refunds} where r.gateway_refund_id = @objectId",
                ComparedKind.Dispute => $"{Disputes} where d.id = @objectId",
                _ => throw new UnreachableException(),
            },
            new { objectId },
            cancellationToken);
    }

    /// <summary>The top-up that an intent of a lost answer belongs to.</summary>
    public async Task<BookedRecord?> FindTopUpAsync(string topUpId, string paymentIntentId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await db.QuerySingleOrDefaultAsync<BookedRecord>(
            "select 'TopUp' as kind, @paymentIntentId as object_id, id as top_up_id, user_id, payment_intent_id, amount_cents, status "
            + "from top_ups where id = @topUpId and payment_intent_id is null",
            new { topUpId, paymentIntentId },
            cancellationToken);
        return row;
    }

    /// <summary>Everything that changed from the one moment to before the other.</summary>
    public async Task<IReadOnlyList<BookedRecord>> ListAsync(
        string gateway, DateTimeOffset since, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        db.StatementTimeout = TimeSpan.FromMinutes(5);
        return await db.QueryAsync<BookedRecord>(
            $"""
             {TopUps} where status = 'Succeeded' and gateway = @gateway and updated_at >= @since and updated_at < @before
             union all
             {Refunds} where r.gateway_refund_id is not null and u.gateway = @gateway and r.updated_at >= @since and r.updated_at < @before
             union all
             {Disputes} where u.gateway = @gateway and d.updated_at >= @since and d.updated_at < @before
             """,
            new { gateway, since, before },
            cancellationToken);
    }
}
