using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Idempotency;

internal sealed record IdempotentRequest(
    string Key, string Endpoint, IReadOnlyList<KeyValuePair<string, string>> Parameters, string RequestId);

/// <summary>Stripe's rules: the first answer is kept for a day, errors included; other parameters and concurrent use are refused.</summary>
internal sealed class IdempotentRequests(IDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>A request that runs longer than this died with its process.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(60);

    public async Task<SandboxAnswer> ExecuteAsync(
        IdempotentRequest request, Func<UnitOfWork, Task<SandboxAnswer>> work, Action<string> replayed, CancellationToken cancellationToken)
    {
        if (await ClaimAsync(request, cancellationToken) is { } earlier)
        {
            replayed(earlier.RequestId);
            return new SandboxAnswer(earlier.Status!.Value, JsonNode.Parse(earlier.Body!)!.AsObject());
        }

        try
        {
            // The answer is stored in the transaction it tells of, so that neither exists without the other.
            return await database.InTransactionAsync(
                async db =>
                {
                    var answer = await work(db);
                    await db.ExecuteAsync(
                        "update stripe_sandbox_requests set status = @Status, body = @body where idempotency_key = @Key",
                        new { answer.Status, body = answer.Body.ToJsonString(), request.Key },
                        cancellationToken);
                    return answer;
                },
                cancellationToken);
        }
        catch
        {
            // Nothing was carried out, so nothing is kept: not when validation refused it, nor when we failed ourselves.
            await database.InTransactionAsync(
                db => db.ExecuteAsync(
                    "delete from stripe_sandbox_requests where idempotency_key = @Key and status is null", new { request.Key },
                    CancellationToken.None),
                CancellationToken.None);
            throw;
        }
    }

    /// <returns>The earlier request's row with its answer, or null when this one may run.</returns>
    private async Task<RequestRow?> ClaimAsync(IdempotentRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "delete from stripe_sandbox_requests where started_at < @old or (idempotency_key = @Key and status is null and "
                    + "started_at < @abandoned)",
                    new { old = now - Kept, abandoned = now - Abandoned, request.Key },
                    cancellationToken);
                var claimed = await db.ExecuteAsync(
                    """
                    insert into stripe_sandbox_requests (idempotency_key, endpoint, fingerprint, request_id, started_at)
                    values (@Key, @Endpoint, @fingerprint, @RequestId, @now) on conflict (idempotency_key) do nothing
                    """,
                    new { request.Key, request.Endpoint, fingerprint = Fingerprint(request), request.RequestId, now },
                    cancellationToken);
                return claimed == 1
                    ? null
                    : await db.QuerySingleAsync<RequestRow>(
                        "select endpoint, fingerprint, status, body, request_id from stripe_sandbox_requests where idempotency_key = @Key",
                        new { request.Key }, cancellationToken);
            },
            cancellationToken);
        if (row is null)
            return null;
        if (row.Endpoint != request.Endpoint)
            throw Mismatch(
                $"Keys for idempotent requests can only be used for the same endpoint they were first used for ('{request.Endpoint}' vs "
                + $"'{row.Endpoint}').", request.Key);
        if (row.Fingerprint != Fingerprint(request))
            throw Mismatch(
                "Keys for idempotent requests can only be used with the same parameters they were first used with.", request.Key);
        return row.Status is not null
            ? row
            : throw new StripeFault(
                409, "invalid_request_error", "idempotency_key_in_use",
                "There is currently another in-progress request using this Idempotent Key. Please try again later.");
    }

    private static StripeFault Mismatch(string message, string key) =>
        new(400, "idempotency_error", null, $"{message} Try using a key other than '{key}' if you meant to execute a different request.");

    private static string Fingerprint(IdempotentRequest request)
    {
        var text = string.Join(
            '\n',
            request.Parameters.OrderBy(x => x.Key, StringComparer.Ordinal)
                .Select(x => $"{x.Key.Length}:{x.Key}={x.Value.Length}:{x.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private sealed record RequestRow
    {
        public required string Endpoint { get; init; }

        public required string Fingerprint { get; init; }

        public int? Status { get; init; }

        public string? Body { get; init; }

        public required string RequestId { get; init; }
    }
}
