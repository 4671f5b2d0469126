using Marketplace.Data;

namespace Marketplace.Stripe;

internal enum ReceivedEventStatus
{
    /// <summary>Stored, not applied yet.</summary>
    Received,
    Applied,
    Ignored,

    /// <summary>Applying it threw; Stripe delivers it again.</summary>
    Failed,
}

/// <summary>The SQL of <c>stripe_events</c>: what arrived, and what came of it.</summary>
internal sealed class ReceivedEvents(IDatabase database, TimeProvider time)
{
    /// <returns>The event's state before this delivery; <see cref="ReceivedEventStatus.Received"/> when it is new.</returns>
    public Task<ReceivedEventStatus> StoreAsync(StripeEvent stripeEvent, string payload, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    """
                    insert into stripe_events (event_id, type, object_id, payload, status, deliveries, received_at)
                    values (@Id, @Type, @ObjectId, @payload, @received, 1, @now)
                    on conflict (event_id) do update set deliveries = stripe_events.deliveries + 1
                    """,
                    new { stripeEvent.Id, stripeEvent.Type, stripeEvent.ObjectId, payload, received = nameof(ReceivedEventStatus.Received), now = time.GetUtcNow() },
                    cancellationToken);
                var status = await db.QuerySingleAsync<string>("select status from stripe_events where event_id = @Id", new { stripeEvent.Id }, cancellationToken);
                return Enum.Parse<ReceivedEventStatus>(status);
            },
            cancellationToken);

    public Task FinishAsync(string eventId, WebhookResult result, CancellationToken cancellationToken)
    {
        var (status, detail) = result switch
        {
            WebhookResult.Ignored ignored => (ReceivedEventStatus.Ignored, ignored.Reason),
            WebhookResult.PaymentFailed failed => (ReceivedEventStatus.Applied, failed.Message),
            _ => (ReceivedEventStatus.Applied, null),
        };
        return SetAsync(eventId, status, result.GetType().Name, detail, cancellationToken);
    }

    public Task FailAsync(string eventId, Exception exception, CancellationToken cancellationToken) =>
        SetAsync(eventId, ReceivedEventStatus.Failed, "", $"{exception.GetType().Name}: {exception.Message}", cancellationToken);

    private Task SetAsync(string eventId, ReceivedEventStatus status, string result, string? detail, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                update stripe_events set status = @status, result = @result, detail = @detail, processed_at = @now
                where event_id = @eventId and status not in ('Applied', 'Ignored')
                """,
                new { eventId, status = status.ToString(), result, detail, now = time.GetUtcNow() },
                cancellationToken),
            cancellationToken);
}
