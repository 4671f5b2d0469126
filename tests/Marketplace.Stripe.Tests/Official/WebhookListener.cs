using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>Somebody else's shop, which takes whatever it is sent.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly WebApplication _app;

    private WebhookListener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/webhook", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            _received.Enqueue(new ReceivedWebhook(await reader.ReadToEndAsync(), request.Headers["Stripe-Signature"].ToString()));
        });
    }

    public Uri Url => new(new Uri(_app.Urls.First()), "webhook");

    public static async Task<WebhookListener> StartAsync()
    {
        var listener = new WebhookListener();
        await listener._app.StartAsync();
        return listener;
    }

    /// <summary>What came since it was asked last.</summary>
    public List<ReceivedWebhook> Take()
    {
        var taken = new List<ReceivedWebhook>();
        while (_received.TryDequeue(out var webhook))
            taken.Add(webhook);
        return taken;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

internal sealed record ReceivedWebhook(string Body, string Signature);
