using Marketplace.Stripe.Tests.Support;
using Stripe;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>Stripe.net, pointed at the sandbox of a host as at Stripe itself; every answer it gets is kept.</summary>
internal sealed class OfficialClient : IDisposable
{
    private readonly AnswerRecorder _recorder = new();
    private readonly HttpClient _http;

    public OfficialClient(StripeHost host, string? secretKey = null)
    {
        Host = host;
        _http = new HttpClient(_recorder);
        Api = new StripeClient(new StripeClientOptions
        {
            ApiKey = secretKey ?? host.Account.SecretKey,
            ApiBase = new Uri(host.Root, "stripe-sandbox").ToString(),
            HttpClient = new SystemNetHttpClient(_http, maxNetworkRetries: 0, enableTelemetry: false),
        }).V1;
    }

    public StripeHost Host { get; }

    public V1Services Api { get; }

    /// <returns>The error that Stripe.net made of the answer.</returns>
    public static Task<StripeException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<StripeException>(call);

    /// <summary>Every answer so far was what Stripe.net reads, those to the page of the shop included.</summary>
    public void AssertAllKnown()
    {
        Assert.NotEmpty(_recorder.Answers);
        Assert.Empty(_recorder.Answers.Concat(Host.Answers).SelectMany(
            x => (x.IsPublic ? PublicMembers.Problems(x.Body) : KnownMembers.Problems(x.Body))
                .Select(problem => $"{x.Request} → {x.Status}: {problem}")));
    }

    public void Dispose() => _http.Dispose();
}
