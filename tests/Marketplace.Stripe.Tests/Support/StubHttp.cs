using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Support;

/// <summary>A Stripe of the test's making: answers what it is told, in order, and keeps what it was asked.</summary>
internal sealed class StubHttp : HttpMessageHandler, IHttpClientFactory
{
    public const string SecretKey = "sk_test_stub_secret";

    public ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> Answers { get; } = new();

    public ConcurrentQueue<(HttpRequestMessage Request, string Body)> Requests { get; } = new();

    public static Task<(TestShell Shell, StubHttp Stripe)> StartAsync() => StartAsync(x =>
    {
        x.Configuration["Marketplace:Stripe:SecretKey"] = SecretKey;
        x.Configuration["Marketplace:Stripe:PublishableKey"] = "pk_test_stub";
        x.Configuration["Marketplace:Stripe:WebhookSecret"] = "whsec_stub";
    });

    public static async Task<(TestShell Shell, StubHttp Stripe)> StartAsync(Action<TestShellSetup> setup)
    {
        var stub = new StubHttp();
        var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            x =>
            {
                x.Services.AddSingleton<IHttpClientFactory>(stub);
                setup(x);
            },
            new Credits.Startup(),
            new Payments.Startup(),
            new Startup());
        return (shell, stub);
    }

    public void Answer(HttpStatusCode status, string json, params (string Name, string Value)[] headers) => Answers.Enqueue(_ =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    });

    public void Fail(Exception exception) => Answers.Enqueue(_ => throw exception);

    /// <summary>Says nothing for as long as it is waited for.</summary>
    public void Hang() => Answers.Enqueue(async token =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new UnreachableException();
    });

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue((request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        return Answers.TryDequeue(out var answer)
            ? await answer(cancellationToken)
            : throw new InvalidOperationException("The test told no further answer.");
    }
}
