using System.Diagnostics;
using Marketplace.Stripe.Webhooks.Handlers;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Webhooks;

/// <summary>Applies a stored event, then marks it and keeps how that went.</summary>
internal sealed class ApplyEventCommand(
    ReceivedEvents received, IEnumerable<IStripeEventHandler> handlers, TimeProvider time, ILogger<ApplyEventCommand> logger)
{
    /// <param name="userId">The operator who runs it again; null for a delivery.</param>
    public async Task<HandleWebhookResult> ExecuteAsync(StripeEvent stripeEvent, string? userId, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        WebhookResult result;
        try
        {
            var handler = handlers.FirstOrDefault(x => x.EventType == stripeEvent.Type);
            result = handler is null
                ? new WebhookResult.Ignored("its type is not used")
                : await handler.HandleAsync(stripeEvent, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(
                e, "Stripe event {EventId} ({Type}) could not be applied; it will be delivered again", stripeEvent.Id, stripeEvent.Type);
            await received.FinishAsync(EventRun.Failed(stripeEvent.Id, userId, e, time.GetElapsedTime(started)), cancellationToken);
            return new HandleWebhookResult.Failed();
        }

        await received.FinishAsync(EventRun.Done(stripeEvent.Id, userId, result, time.GetElapsedTime(started)), cancellationToken);
        logger.LogInformation("Stripe event {EventId} ({Type}): {Result}", stripeEvent.Id, stripeEvent.Type, result.Name);
        return new HandleWebhookResult.Handled(result);
    }

    public async Task<HandleWebhookResult> IgnoreAsync(StripeEvent stripeEvent, string reason, CancellationToken cancellationToken)
    {
        var result = new WebhookResult.Ignored(reason);
        await received.FinishAsync(EventRun.Done(stripeEvent.Id, userId: null, result, TimeSpan.Zero), cancellationToken);
        return new HandleWebhookResult.Handled(result);
    }
}

/// <summary>One try to apply an event.</summary>
/// <param name="Result">Name of the <see cref="WebhookResult"/>; empty when it failed.</param>
internal sealed record EventRun(string EventId, string? UserId, ReceivedEventStatus Status, string Result, string? Detail, TimeSpan Took)
{
    public static EventRun Done(string eventId, string? userId, WebhookResult result, TimeSpan took) => new(
        eventId,
        userId,
        result is WebhookResult.Ignored ? ReceivedEventStatus.Ignored : ReceivedEventStatus.Applied,
        result.Name,
        result switch
        {
            WebhookResult.Ignored ignored => ignored.Reason,
            WebhookResult.PaymentFailed failed => failed.Message,
            WebhookResult.Applied applied => applied.What,
            WebhookResult.PaymentSucceeded => null,
            _ => throw new UnreachableException(),
        },
        took);

    public static EventRun Failed(string eventId, string? userId, Exception exception, TimeSpan took) =>
        new(eventId, userId, ReceivedEventStatus.Failed, "", exception is StripeSilentException or AnotherAccountException
            ? exception.Message
            : $"{exception.GetType().Name}: {exception.Message}", took);
}
