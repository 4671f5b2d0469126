using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Stripe.Account;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Client;

/// <summary>
/// One request to Stripe's API: version, key, idempotency key, time limit and retries. Logs name no key, no body and no customer.
/// </summary>
internal sealed class StripeTransport(
    StripeAccounts accounts, StripeCircuit circuit, IHttpClientFactory clients, ILogger<StripeTransport> logger)
{
    public const string ClientName = "Marketplace.Stripe";
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(20);

    /// <param name="form">Null for a request without a body.</param>
    /// <param name="idempotencyKey">At most 255 characters; required for whatever would happen twice when sent twice.</param>
    public async Task<StripeResult<T>> SendAsync<T>(
        HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? idempotencyKey,
        CancellationToken cancellationToken)
        where T : class
    {
        if (await accounts.FindAsync(cancellationToken) is not { } account)
            return new StripeResult<T>(null, new StripeError(0, StripeError.NotConfigured, null, null, null, null, OutcomeUnknown: false));

        // One try that may have taken effect leaves that open, whatever the later ones met on their way.
        var mayHaveHappened = false;
        for (var retry = 1; ; retry++)
        {
            var answer = Away<T>();
            await circuit.TryAsync(
                async token =>
                {
                    answer = await SendOnceAsync<T>(account, method, path, form, idempotencyKey, token);
                    return RetryRules.IsOutage(answer.Result.Error);
                },
                cancellationToken);
            if (answer.Result.Value is not null || !answer.MayRetry || retry > RetryRules.MaxRetries)
                return Finish(method, path, answer.Result, mayHaveHappened);
            mayHaveHappened |= answer.Result.Error!.OutcomeUnknown;
            await Task.Delay(RetryRules.Pause(retry, answer.RetryAfter, Random.Shared.NextDouble()), cancellationToken);
        }
    }

    /// <summary>Asks one account once, whichever is in use: for keys that are tried out. It counts for no circuit.</summary>
    /// <param name="key">The secret or the publishable key.</param>
    public async Task<StripeResult<T>> ProbeAsync<T>(StripeAccount account, string key, string path, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendOnceAsync<T>(
            account with { SecretKey = key }, HttpMethod.Get, path, form: null, idempotencyKey: null, cancellationToken);
        return Finish(HttpMethod.Get, path, answer.Result, mayHaveHappened: false);
    }

    private StripeResult<T> Finish<T>(HttpMethod method, string path, StripeResult<T> result, bool mayHaveHappened)
        where T : class
    {
        if (result.Error is not { } error)
            return result;
        error = error with { OutcomeUnknown = error.OutcomeUnknown || (mayHaveHappened && RetryRules.LeavesItOpen(error)) };
        Log(method, path, error);
        return new StripeResult<T>(null, error);
    }

    private static Answer<T> Away<T>()
        where T : class =>
        new(new StripeResult<T>(null, new StripeError(0, StripeError.NotAnswering, null, null, null, null, OutcomeUnknown: false)),
            MayRetry: false, RetryAfter: null);

    private async Task<Answer<T>> SendOnceAsync<T>(
        StripeAccount account, HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? idempotencyKey,
        CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptLimit);
        using var request = BuildRequest(account, method, path, form, idempotencyKey);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, limit.Token);
            return await ReadAsync<T>(response, limit.Token);
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or JsonException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var unknown = method != HttpMethod.Get
                && e is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError };
            var error = new StripeError(0, StripeError.Connection, Code: null, null, null, null, unknown) { Exception = e.GetType().Name };
            return new Answer<T>(new StripeResult<T>(null, error), MayRetry: true, RetryAfter: null);
        }
    }

    private static HttpRequestMessage BuildRequest(
        StripeAccount account, HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? idempotencyKey)
    {
        var request = new HttpRequestMessage(method, new Uri(account.ApiBase, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.SecretKey);
        request.Headers.Add("Stripe-Version", StripeAccount.ApiVersion);
        if (account.HostHeader is not null)
            request.Headers.Host = account.HostHeader;
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private static async Task<Answer<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var value = await JsonSerializer.DeserializeAsync<T>(body, StripeJson.Options, cancellationToken)
                ?? throw new JsonException("The answer is empty.");
            return new Answer<T>(new StripeResult<T>(value, null), MayRetry: false, RetryAfter: null);
        }

        var error = response.Content.Headers.ContentType?.MediaType == "application/json"
            ? (await JsonSerializer.DeserializeAsync<StripeErrorEnvelope>(body, StripeJson.Options, cancellationToken))?.Error
            : null;
        var failure = new StripeError(
            (int)response.StatusCode,
            error?.Type ?? "api_error",
            error?.Code,
            error?.DeclineCode,
            error?.Message,
            Header(response, "Request-Id"),
            RetryRules.IsOutcomeUnknown(response.StatusCode))
        {
            Intent = error?.PaymentIntent,
            PaymentMethodId = error?.PaymentMethod?.Id,
        };
        return new Answer<T>(
            new StripeResult<T>(null, failure), RetryRules.ShouldRetry(response.StatusCode, Header(response, "Stripe-Should-Retry")),
            Header(response, "Retry-After"));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private void Log(HttpMethod method, string path, StripeError error)
    {
        var level = error.Type == StripeError.Card ? LogLevel.Information : LogLevel.Error;
        logger.Log(
            level, "{Method} {Path} was refused: {Status} {Type} {Code} {DeclineCode}, request {RequestId}", method, path, error.Status,
            error.Type, error.Code ?? error.Exception, error.DeclineCode,
            error.RequestId);
    }

    private sealed record Answer<T>(StripeResult<T> Result, bool MayRetry, string? RetryAfter)
        where T : class;
}
