using System.Collections.Concurrent;
using Marketplace.Stripe.Tests.Support;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>Keeps every answer that Stripe.net got, as it came over the wire.</summary>
internal sealed class AnswerRecorder() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<RecordedAnswer> _answers = new();

    public IReadOnlyCollection<RecordedAnswer> Answers => _answers;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        // Read into memory, so that the client reads the same once more.
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        _answers.Enqueue(new RecordedAnswer(
            $"{request.Method} {request.RequestUri!.PathAndQuery}", (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken)));
        return response;
    }
}
