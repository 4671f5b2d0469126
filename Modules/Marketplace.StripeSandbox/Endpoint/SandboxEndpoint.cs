using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Idempotency;
using Marketplace.StripeSandbox.Keys;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.Weather;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.StripeSandbox.Endpoint;

/// <summary>One request from the wire to the answer: key, version, parameters, idempotency, transaction, headers.</summary>
internal sealed class SandboxEndpoint(
    SandboxKeys keys, IDatabase database, IdempotentRequests requests, WeatherStore weather, TimeProvider time)
{
    /// <param name="browserMayCall">The publishable key is enough.</param>
    public async Task HandleAsync<TOperation>(HttpContext context, bool browserMayCall)
        where TOperation : ISandboxOperation
    {
        var requestId = "req_" + RandomNumberGenerator.GetString(SandboxObjects.IdAlphabet, 14);
        context.Response.Headers["Request-Id"] = requestId;
        context.Response.Headers.CacheControl = "no-cache, no-store";
        SandboxAnswer answer;
        try
        {
            answer = await ExecuteAsync<TOperation>(context, browserMayCall, requestId);
        }
        catch (StripeFault fault)
        {
            answer = fault.ToAnswer();
        }

        if (answer.Body["error"] is JsonObject error)
            error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{requestId}";
        context.Response.StatusCode = answer.Status;
        await context.Response.WriteAsJsonAsync(answer.Body, context.RequestAborted);
    }

    private async Task<SandboxAnswer> ExecuteAsync<TOperation>(HttpContext context, bool browserMayCall, string requestId)
        where TOperation : ISandboxOperation
    {
        var request = context.Request;
        var cancellation = context.RequestAborted;
        var pairs = await ReadPairsAsync(request, cancellation);
        var keyParameter = pairs.LastOrDefault(x => x.Key == "key").Value;
        var isPublishable = SandboxAuthentication.IsPublishable(request, keyParameter, await keys.GetAsync(cancellation));
        if (isPublishable && !browserMayCall)
            throw StripeFault.Unauthorized("This API call cannot be made with a publishable API key. Please use a secret API key.");
        var version = ReadVersion(request, pairs);
        context.Response.Headers["Stripe-Version"] = version;

        var parameters = pairs.Where(x => x.Key is not ("key" or "_stripe_version" or "_stripe_account")).ToList();
        var operation = ActivatorUtilities.GetServiceOrCreateInstance<TOperation>(context.RequestServices);
        var now = new WebhookWeather();
        async Task<SandboxAnswer> WorkAsync(UnitOfWork db, string? key)
        {
            var call = new SandboxCall(
                db, new SandboxParameters(parameters), request.RouteValues["id"] as string ?? "", isPublishable, requestId, key, version,
                cancellation);
            var done = await operation.ExecuteAsync(call);
            now = await weather.ReadAsync(db, cancellation);
            return !isPublishable && HttpMethods.IsPost(request.Method) && now.Breaks(Random.Shared.NextDouble()) ? Broken : done;
        }

        var answer = await ExecuteAsync(context, parameters, requestId, WorkAsync);
        if (now.SlowSeconds > 0)
            await Task.Delay(TimeSpan.FromSeconds(now.SlowSeconds), time, cancellation);
        return answer;
    }

    private async Task<SandboxAnswer> ExecuteAsync(
        HttpContext context, List<KeyValuePair<string, string>> parameters, string requestId, Func<UnitOfWork, string?,
        Task<SandboxAnswer>> work)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || ReadKey(request) is not { } idempotencyKey)
            return await database.InTransactionAsync(db => work(db, null), context.RequestAborted);
        context.Response.Headers["Idempotency-Key"] = idempotencyKey;
        return await requests.ExecuteAsync(
            new IdempotentRequest(idempotencyKey, $"/v1{request.Path.Value!.Split("/v1", 2)[1]}", parameters, requestId),
            db => work(db, idempotencyKey),
            replayed => Replay(context.Response, replayed),
            context.RequestAborted);
    }

    /// <summary>What was done stays done, and this is what its idempotency key answers from then on, as at Stripe.</summary>
    private static SandboxAnswer Broken =>
        SandboxAnswer.Error(500, "api_error", code: null, "Sorry, something went wrong on our end. We have already been notified.");

    private static void Replay(HttpResponse response, string originalRequestId)
    {
        response.Headers["Idempotent-Replayed"] = "true";
        response.Headers["Original-Request"] = originalRequestId;
    }

    private static async Task<List<KeyValuePair<string, string>>> ReadPairsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        if (!request.HasFormContentType && request.ContentLength > 0)
            throw StripeFault.Invalid(null, "Invalid request: the body must be application/x-www-form-urlencoded.");
        return request.Query.Concat(form).SelectMany(x => x.Value, (x, value) => new KeyValuePair<string, string>(x.Key, value ?? ""))
            .ToList();
    }

    private static string? ReadKey(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 255)
            throw StripeFault.Invalid(null, "Idempotency keys can be at most 255 characters.");
        return key.Length == 0 ? null : key;
    }

    private static string ReadVersion(HttpRequest request, List<KeyValuePair<string, string>> pairs)
    {
        var version = request.Headers["Stripe-Version"].ToString();
        if (version.Length == 0)
            version = pairs.LastOrDefault(x => x.Key == "_stripe_version").Value ?? StripeAccount.ApiVersion;
        return ApiVersions.IsValid(version) ? version : throw StripeFault.Invalid(null, $"Invalid Stripe API version: {version}");
    }
}
