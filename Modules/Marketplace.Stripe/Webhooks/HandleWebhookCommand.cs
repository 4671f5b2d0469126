using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe;

/// <summary>
/// Stores an event, applies it, then marks it: a crash in between leaves it unmarked, and the next delivery applies it again, which changes nothing twice.
/// </summary>
internal sealed class HandleWebhookCommand(
    StripeAccounts accounts, ReceivedEvents received, IEnumerable<IStripeEventHandler> handlers, TimeProvider time, ILogger<HandleWebhookCommand> logger)
{
    public async Task<HandleWebhookResult> ExecuteAsync(ReadOnlyMemory<byte> body, string? signature, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(cancellationToken) is not { } account)
            return new HandleWebhookResult.NotConfigured();
        if (!WebhookSignature.IsValid(body.Span, signature, account.WebhookSecrets, time.GetUtcNow()))
            return new HandleWebhookResult.BadSignature();

        StripeEvent stripeEvent;
        string payload;
        try
        {
            stripeEvent = StripeEvent.Parse(body.Span);
            payload = StoredPayload.Of(body.Span);
        }
        catch (JsonException)
        {
            return new HandleWebhookResult.Malformed();
        }

        if (await received.StoreAsync(stripeEvent, payload, cancellationToken) is ReceivedEventStatus.Applied or ReceivedEventStatus.Ignored)
            return new HandleWebhookResult.Handled(new WebhookResult.Ignored("it was handled before"));
        return await ApplyAsync(stripeEvent, cancellationToken);
    }

    private async Task<HandleWebhookResult> ApplyAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        WebhookResult result;
        try
        {
            var handler = handlers.FirstOrDefault(x => x.EventType == stripeEvent.Type);
            result = handler is null ? new WebhookResult.Ignored("its type is not used") : await handler.HandleAsync(stripeEvent, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "Stripe event {EventId} ({Type}) could not be applied; it will be delivered again", stripeEvent.Id, stripeEvent.Type);
            await received.FailAsync(stripeEvent.Id, e, cancellationToken);
            return new HandleWebhookResult.Failed();
        }

        await received.FinishAsync(stripeEvent.Id, result, cancellationToken);
        logger.LogInformation("Stripe event {EventId} ({Type}): {Result}", stripeEvent.Id, stripeEvent.Type, result.GetType().Name);
        return new HandleWebhookResult.Handled(result);
    }
}

internal abstract record HandleWebhookResult
{
    private HandleWebhookResult()
    {
    }

    public sealed record Handled(WebhookResult Result) : HandleWebhookResult;

    public sealed record NotConfigured : HandleWebhookResult;

    public sealed record BadSignature : HandleWebhookResult;

    public sealed record Malformed : HandleWebhookResult;

    public sealed record Failed : HandleWebhookResult;
}
