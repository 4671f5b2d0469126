using Marketplace.Data;
using Marketplace.Stripe.Client;

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
    public Task<Reception> StoreAsync(StripeEvent stripeEvent, StoredPayload payload, CancellationToken cancellationToken) =>
        database.InTransactionAsync<Reception>(
            async db =>
            {
                await InsertAsync(db, stripeEvent, payload, cancellationToken);
                var status = Enum.Parse<ReceivedEventStatus>(
                    await db.QuerySingleAsync<string>(
                        "select status from stripe_events where event_id = @Id", new { stripeEvent.Id }, cancellationToken));
                if (status is ReceivedEventStatus.Applied or ReceivedEventStatus.Ignored)
                {
                    await AddRunAsync(
                        db, new EventRun(stripeEvent.Id, UserId: null, status, "", "it was handled before", TimeSpan.Zero),
                        cancellationToken);
                    return new Reception.HandledBefore();
                }

                var told = await db.QuerySingleOrDefaultAsync<string>(
                    "select min(event_id) from stripe_events where fingerprint = @Fingerprint and event_id <> @Id and status = 'Applied'",
                    new { payload.Fingerprint, stripeEvent.Id },
                    cancellationToken);
                return told is null ? new Reception.New() : new Reception.ToldBefore(told);
            },
            cancellationToken);

    /// <summary>What was applied stays so, whatever a later or slower try came to.</summary>
    public Task FinishAsync(EventRun run, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    """
                    update stripe_events set status = @status, result = @Result, detail = @Detail, processed_at = @now
                    where event_id = @EventId and (status <> 'Applied' or @status = 'Applied') and (status <> 'Ignored'
                    or @status <> 'Failed')
                    """,
                    new { run.EventId, status = run.Status.ToString(), run.Result, run.Detail, now = time.GetUtcNow() },
                    cancellationToken);
                await AddRunAsync(db, run, cancellationToken);
            },
            cancellationToken);

    private Task<int> InsertAsync(UnitOfWork db, StripeEvent stripeEvent, StoredPayload payload, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into stripe_events (event_id, type, object_id, payment_intent_id, fingerprint, payload, status, deliveries, received_at)
            values (@Id, @Type, @ObjectId, @PaymentIntentId, @Fingerprint, @Json, 'Received', 1, @now)
            on conflict (event_id) do update set deliveries = stripe_events.deliveries + 1
            """,
            new { stripeEvent.Id, stripeEvent.Type, stripeEvent.ObjectId, stripeEvent.PaymentIntentId, payload.Fingerprint, payload.Json,
                now = time.GetUtcNow() },
            cancellationToken);

    private Task<int> AddRunAsync(UnitOfWork db, EventRun run, CancellationToken cancellationToken) => db.ExecuteAsync(
        "insert into stripe_event_runs (id, event_id, user_id, status, detail, at, milliseconds) values (@id, @EventId, @UserId, @status, "
        + "@Detail, @now, @took)",
        new { id = PrefixedId.New("ser", time), run.EventId, run.UserId, status = run.Status.ToString(), run.Detail, now = time.GetUtcNow(),
            took = (long)run.Took.TotalMilliseconds },
        cancellationToken);
}
