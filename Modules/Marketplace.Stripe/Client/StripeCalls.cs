using System.Runtime.CompilerServices;
using Marketplace.Stripe.Account;
using Microsoft.Extensions.Logging;
using Api = Stripe;

namespace Marketplace.Stripe.Client;

/// <summary>What is asked of Stripe.net, once for each try.</summary>
internal delegate Task<T> StripeCall<T>(Api.StripeClient stripe, Api.RequestOptions options, CancellationToken cancellationToken);

/// <summary>
/// One call of Stripe.net: the account, our idempotency key, a time limit, retries and the circuit. Its own retries are off: they would
/// tell of the last try alone, and take no notice of 429 and <c>Retry-After</c>. Logs name no key, no body and no customer.
/// </summary>
internal sealed class StripeCalls(
    StripeAccounts accounts, StripeCircuit circuit, IHttpClientFactory clients, TimeProvider time, ILogger<StripeCalls> logger)
{
    public const string HttpClientName = "Marketplace.Stripe";
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(20);

    /// <param name="idempotencyKey">At most 255 characters; required for whatever would happen twice when sent twice.</param>
    public async Task<StripeResult<T>> SendAsync<T>(
        string? idempotencyKey, StripeCall<T> call, CancellationToken cancellationToken, [CallerMemberName] string name = "")
        where T : class, Api.IStripeEntity
    {
        if (await accounts.FindAsync(cancellationToken) is not { } account)
            return new StripeResult<T>(null, StripeError.NoAccount);

        // One try that may have taken effect leaves that open, whatever the later ones met on their way.
        var mayHaveHappened = false;
        for (var retry = 1; ; retry++)
        {
            var answer = new StripeAnswer<T>(null, StripeError.Away) { Request = name };
            await circuit.TryAsync(
                async token =>
                {
                    answer = await SendOnceAsync(account, idempotencyKey, call, token);
                    return RetryRules.IsOutage(answer.Error);
                },
                cancellationToken);
            if (answer.Error is not { } error || !answer.MayRetry || retry > RetryRules.MaxRetries
                || RetryRules.Pause(retry, answer.RetryAfter, Random.Shared.NextDouble()) is not { } pause)
                return Finish(answer, mayHaveHappened);
            mayHaveHappened |= error.OutcomeUnknown;
            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>Asks one account once, whichever is in use: for keys that are tried out. It counts for no circuit.</summary>
    /// <param name="key">The secret or the publishable key.</param>
    public async Task<StripeResult<T>> ProbeAsync<T>(
        StripeAccount account, string key, StripeCall<T> call, CancellationToken cancellationToken)
        where T : class, Api.IStripeEntity =>
        Finish(await SendOnceAsync(account with { SecretKey = key }, null, call, cancellationToken), mayHaveHappened: false);

    private StripeResult<T> Finish<T>(StripeAnswer<T> answer, bool mayHaveHappened)
        where T : class
    {
        if (answer.Error is not { } error)
            return new StripeResult<T>(answer.Value, null);
        error = error with { OutcomeUnknown = error.OutcomeUnknown || (mayHaveHappened && RetryRules.LeavesItOpen(error)) };
        logger.Log(
            error.Type == StripeError.Card ? LogLevel.Information : LogLevel.Error,
            "{Request} was refused: {Status} {Type} {Code} {DeclineCode}, request {RequestId}", answer.Request, error.Status, error.Type,
            error.Code ?? error.Exception, error.DeclineCode, error.RequestId);
        return new StripeResult<T>(null, error);
    }

    private async Task<StripeAnswer<T>> SendOnceAsync<T>(
        StripeAccount account, string? idempotencyKey, StripeCall<T> call, CancellationToken cancellationToken)
        where T : class, Api.IStripeEntity
    {
        using var runsOut = new CancellationTokenSource(AttemptLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, runsOut.Token);
        using var http = clients.CreateClient(HttpClientName);
        http.DefaultRequestHeaders.Host = account.HostHeader;
        var wire = new StripeWire(http, idempotencyKey);
        var stripe = new Api.StripeClient(
            new Api.StripeClientOptions { ApiKey = account.SecretKey, ApiBase = account.ApiRoot, HttpClient = wire });
        try
        {
            var value = await call(stripe, new Api.RequestOptions { IdempotencyKey = idempotencyKey }, limit.Token);
            return value is Api.IHasId { Id: null or "" } ? wire.Unreadable<T>("no id") : new StripeAnswer<T>(value, null);
        }
        catch (Api.StripeException e) when (e.StripeError is { Type: not null })
        {
            return wire.Refused<T>(e);
        }
        catch (Exception e) when (wire.Response is not null)
        {
            // The answer was here: whatever Stripe.net makes of HTML, half a JSON or another shape, it could not read it.
            return wire.Unreadable<T>(e.GetType().Name);
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return wire.Lost<T>(e);
        }
    }
}
