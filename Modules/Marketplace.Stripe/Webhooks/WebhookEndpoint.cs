using System.Diagnostics;
using Marketplace.Stripe.Account;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Stripe.Webhooks;

/// <summary><c>POST /api/stripe/webhook</c>. The signature is its only credential; anything but 200 makes Stripe deliver again.</summary>
internal static class WebhookEndpoint
{
    private const int MaxBodyBytes = 512 * 1024;

    public static void MapStripeWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost(StripeAccount.WebhookPath, HandleAsync).AllowAnonymous().WithTags("Stripe").WithName("StripeWebhook")
            .WithSummary("Receives Stripe's events").DisableAntiforgery();

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> HandleAsync(
        HttpContext context, HandleWebhookCommand command, CancellationToken cancellationToken)
    {
        if (await ReadBodyAsync(context, cancellationToken) is not { } body)
            return TypedResults.Problem("The event is too large.", statusCode: StatusCodes.Status413PayloadTooLarge);
        return await command.ExecuteAsync(body, context.Request.Headers["Stripe-Signature"].ToString(), cancellationToken) switch
        {
            HandleWebhookResult.Handled handled => TypedResults.Ok(new WebhookAnswer(true, handled.Result.Name)),
            HandleWebhookResult.BadSignature =>
                TypedResults.Problem("The signature does not fit the body, or is too old.", statusCode: StatusCodes.Status400BadRequest),
            HandleWebhookResult.Malformed => TypedResults.Problem("The body is not an event.", statusCode: StatusCodes.Status400BadRequest),
            HandleWebhookResult.NotConfigured =>
                TypedResults.Problem("No webhook secret is set.", statusCode: StatusCodes.Status503ServiceUnavailable),
            HandleWebhookResult.Failed =>
                TypedResults.Problem(
                    "The event could not be applied. Deliver it again.", statusCode: StatusCodes.Status500InternalServerError),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The bytes exactly as they came: a parsed and rewritten body has another signature.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > MaxBodyBytes)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBodyBytes;
        using var buffer = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return buffer.Length > MaxBodyBytes ? null : buffer.ToArray();
    }

    private sealed record WebhookAnswer(bool Received, string Result);
}
