using Marketplace.Data;

namespace Marketplace.Stripe.Webhooks;

internal enum ReceivedEventStatus
{
    /// <summary>Stored, not applied yet.</summary>
    Received,
    Applied,
    Ignored,

    /// <summary>Applying it threw; Stripe delivers it again.</summary>
    Failed,
}

/// <summary>What is known of an event when it comes in.</summary>
internal abstract record Reception
{
    private Reception()
    {
    }

    public sealed record New : Reception;

    public sealed record HandledBefore : Reception;

    /// <summary>Another event told the same state of the same object: Stripe may make two of one occurrence.</summary>
    public sealed record ToldBefore(string EventId) : Reception;
}

/// <summary>The SQL of <c>stripe_events</c>: what arrived, and what came of it.</summary>
internal sealed class ReceivedEvents(IDatabase database, TimeProvider time)
{
    private const string InsertRun =
        """
        insert into stripe_event_runs (id, event_id, user_id, status, detail, at, milliseconds)
        values (@id, @EventId, @UserId, @status, @Detail, @now, @took)
        """;

    public Task<Reception> StoreAsync(StripeEvent stripeEvent, StoredPayload payload, CancellationToken cancellationToken) =>
        database.InTransactionAsync<Reception>(
            async db =>
            {
                var stored = await InsertAsync(db, stripeEvent, payload, cancellationToken);
                if (stored.Status is not (ReceivedEventStatus.Applied or ReceivedEventStatus.Ignored))
                    return stored.ToldBy is { } told ? new Reception.ToldBefore(told) : new Reception.New();
                var run = new EventRun(stripeEvent.Id, UserId: null, stored.Status, "", "it was handled before", TimeSpan.Zero);
                await db.ExecuteAsync(InsertRun, Values(run), cancellationToken);
                return new Reception.HandledBefore();
            },
            cancellationToken);

    /// <summary>What was applied stays so, whatever a later or slower try came to.</summary>
    public Task FinishAsync(EventRun run, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                $"""
                update stripe_events set status = @status, result = @Result, detail = @Detail, processed_at = @now
                where event_id = @EventId and (status <> 'Applied' or @status = 'Applied')
                  and (status <> 'Ignored' or @status <> 'Failed');
                {InsertRun}
                """,
                Values(run),
                cancellationToken),
            cancellationToken);

    /// <summary>Stores it or counts one more delivery, and reads what is known of it, in one round trip.</summary>
    private Task<StoredEvent> InsertAsync(
        UnitOfWork db, StripeEvent stripeEvent, StoredPayload payload, CancellationToken cancellationToken) =>
        db.QuerySingleAsync<StoredEvent>(
            """
            insert into stripe_events (event_id, type, object_id, payment_intent_id, fingerprint, payload, status, deliveries, received_at)
            values (@Id, @Type, @ObjectId, @PaymentIntentId, @Fingerprint, @Json, 'Received', 1, @now)
            on conflict (event_id) do update set deliveries = stripe_events.deliveries + 1;
            select e.status, (
              select min(o.event_id) from stripe_events o
              where o.fingerprint = @Fingerprint and o.event_id <> @Id and o.status = 'Applied') as told_by
            from stripe_events e where e.event_id = @Id
            """,
            new { stripeEvent.Id, stripeEvent.Type, stripeEvent.ObjectId, stripeEvent.PaymentIntentId, payload.Fingerprint, payload.Json,
                now = time.GetUtcNow() },
            cancellationToken);

    private object Values(EventRun run) => new
    {
        id = PrefixedId.New("ser", time), run.EventId, run.UserId, status = run.Status.ToString(), run.Result, run.Detail,
        now = time.GetUtcNow(), took = (long)run.Took.TotalMilliseconds,
    };

    private sealed record StoredEvent
    {
        public required ReceivedEventStatus Status { get; init; }

        /// <summary>Another event that told the same and was applied.</summary>
        public string? ToldBy { get; init; }
    }
}
