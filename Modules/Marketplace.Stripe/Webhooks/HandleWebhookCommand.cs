using System.Diagnostics;
using System.Text.Json;
using Marketplace.Stripe.Account;

namespace Marketplace.Stripe.Webhooks;

/// <summary>
/// Stores an event, applies it, then marks it: a crash in between leaves it unmarked, and the next delivery applies it again, which changes
/// nothing twice.
/// </summary>
internal sealed class HandleWebhookCommand(StripeAccounts accounts, ReceivedEvents received, ApplyEventCommand apply, TimeProvider time)
{
    public async Task<HandleWebhookResult> ExecuteAsync(ReadOnlyMemory<byte> body, string? signature, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(cancellationToken) is not { } account)
            return new HandleWebhookResult.NotConfigured();
        if (!WebhookSignature.IsValid(body.Span, signature, account.WebhookSecrets, time.GetUtcNow()))
            return new HandleWebhookResult.BadSignature();

        StripeEvent stripeEvent;
        StoredPayload payload;
        try
        {
            stripeEvent = StripeEvent.Parse(body.Span);
            payload = StoredPayload.Of(body.Span);
        }
        catch (JsonException)
        {
            return new HandleWebhookResult.Malformed();
        }

        return await received.StoreAsync(stripeEvent, payload, cancellationToken) switch
        {
            Reception.HandledBefore => new HandleWebhookResult.Handled(new WebhookResult.Ignored("it was handled before")),
            Reception.ToldBefore told =>
                await apply.IgnoreAsync(stripeEvent, $"{told.EventId} told the same and was applied", cancellationToken),
            Reception.New => await apply.ExecuteAsync(stripeEvent, userId: null, cancellationToken),
            _ => throw new UnreachableException(),
        };
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
