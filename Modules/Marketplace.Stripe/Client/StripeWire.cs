using System.Net;
using Api = Stripe;

namespace Marketplace.Stripe.Client;

/// <summary>
/// The way out that Stripe.net sends one request through. It remembers what was asked and answered, and takes off the random idempotency
/// key that Stripe.net gives a request of ours without one: only a key that outlives the process is worth something.
/// </summary>
internal sealed class StripeWire(HttpClient http, string? idempotencyKey) : Api.IHttpClient
{
    private const string KeyHeader = "Idempotency-Key";
    private readonly Api.SystemNetHttpClient _http = new(http, maxNetworkRetries: 0, enableTelemetry: false);
    private Api.StripeRequest? _request;

    /// <summary>Null until an answer was received as a whole.</summary>
    public Api.StripeResponse? Response { get; private set; }

    /// <summary>A request that only reads changes nothing, however it ends.</summary>
    private bool IsWrite => _request?.Method != HttpMethod.Get;

    public async Task<Api.StripeResponse> MakeRequestAsync(Api.StripeRequest request, CancellationToken cancellationToken = default)
    {
        _request = request;
        if (idempotencyKey is null)
            request.StripeHeaders.Remove(KeyHeader);
        return Response = await _http.MakeRequestAsync(request, cancellationToken);
    }

    /// <summary>For files, which nobody asks for here.</summary>
    public Task<Api.StripeStreamedResponse> MakeStreamingRequestAsync(
        Api.StripeRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Stripe said no, in its own words.</summary>
    public StripeAnswer<T> Refused<T>(Api.StripeException refusal)
        where T : class
    {
        var (status, said) = (refusal.HttpStatusCode, refusal.StripeError);
        return Answer<T>(
            new StripeError(
                (int)status, said.Type, said.Code, said.DeclineCode, said.Message, Response?.RequestId,
                RetryRules.IsOutcomeUnknown(status) || said.Type == StripeError.Idempotency)
            { Intent = said.PaymentIntent, PaymentMethodId = said.PaymentMethod?.Id },
            RetryRules.ShouldRetry(status, Header("Stripe-Should-Retry")));
    }

    /// <summary>Something answered, but not as Stripe does: nobody knows whether Stripe has seen the request.</summary>
    /// <param name="why">For the log.</param>
    public StripeAnswer<T> Unreadable<T>(string why)
        where T : class
    {
        var status = Response!.StatusCode;
        return (int)status is >= 200 and < 300
            ? Answer<T>(StripeError.Lost(IsWrite, why), mayRetry: true)
            : Answer<T>(
                new StripeError(
                    (int)status, "api_error", null, null, null, Response.RequestId,
                    RetryRules.IsOutcomeUnknown(status) || (IsWrite && status != HttpStatusCode.TooManyRequests)) { Exception = why },
                RetryRules.ShouldRetry(status, Header("Stripe-Should-Retry")));
    }

    /// <summary>No answer, or not all of it. Only where nobody was reached is it certain that nothing was done.</summary>
    public StripeAnswer<T> Lost<T>(Exception exception)
        where T : class =>
        Answer<T>(
            StripeError.Lost(
                IsWrite && exception is not HttpRequestException
                    { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError },
                exception.GetType().Name),
            mayRetry: true);

    private StripeAnswer<T> Answer<T>(StripeError error, bool mayRetry)
        where T : class => new(null, error)
        {
            Request = $"{_request?.Method} {_request?.Uri.AbsolutePath}", MayRetry = mayRetry, RetryAfter = Header("Retry-After"),
        };

    private string? Header(string name) =>
        Response is not null && Response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>What one try came to.</summary>
internal sealed record StripeAnswer<T>(T? Value, StripeError? Error)
    where T : class
{
    /// <summary>For the log: the method and the path, without what was asked.</summary>
    public string? Request { get; init; }

    public bool MayRetry { get; init; }

    /// <summary>As Stripe wrote it.</summary>
    public string? RetryAfter { get; init; }
}
