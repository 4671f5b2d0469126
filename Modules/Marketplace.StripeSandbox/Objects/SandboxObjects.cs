using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Objects;

/// <summary>
/// Stripe's objects as they are on the wire, one JSON row each. Members that start with <c>_</c> are ours and never leave: see
/// <see cref="SandboxView"/>.
/// </summary>
internal sealed class SandboxObjects(TimeProvider time)
{
    public const string IdAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>For example <c>pi_3…</c>.</summary>
    public static string NewId(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(IdAlphabet, 24)}";

    public Task AddAsync(SandboxCall call, JsonObject item) =>
        call.Db.ExecuteAsync(
            "insert into stripe_sandbox_objects (id, type, position, owner, json) values (@id, @type, @position, @owner, @json)",
            new { id = Id(item), type = (string)item["object"]!, position = PrefixedId.New("p", time), owner = Owner(item),
                json = item.ToJsonString() },
            call.Cancellation);

    public Task SaveAsync(SandboxCall call, JsonObject item) =>
        call.Db.ExecuteAsync(
            "update stripe_sandbox_objects set json = @json, owner = @owner where id = @id",
            new { id = Id(item), owner = Owner(item), json = item.ToJsonString() }, call.Cancellation);

    /// <summary>Locks the row until the call ends, so that an intent is confirmed by one request at a time.</summary>
    public async Task<JsonObject?> FindAsync(SandboxCall call, string type, string id)
    {
        var json = await call.Db.QuerySingleOrDefaultAsync<string>(
            $"select json from stripe_sandbox_objects where id = @id and type = @type {call.Db.Dialect.ForUpdate}", new { id, type },
            call.Cancellation);
        return json is null ? null : JsonNode.Parse(json)!.AsObject();
    }

    /// <exception cref="StripeFault">404, also for what was deleted.</exception>
    public async Task<JsonObject> GetAsync(SandboxCall call, string type, string id, string param) =>
        await FindAsync(call, type, id) is { } found && !IsDeleted(found) ? found : throw StripeFault.NoSuch(type, id, param);

    public async Task<JsonObject?> FindAnyAsync(SandboxCall call, string id)
    {
        var json = await call.Db.QuerySingleOrDefaultAsync<string>(
            "select json from stripe_sandbox_objects where id = @id", new { id }, call.Cancellation);
        return json is null ? null : JsonNode.Parse(json)!.AsObject();
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(SandboxCall call, string type) =>
        [.. (await call.Db.QueryAsync<string>(
            "select json from stripe_sandbox_objects where type = @type order by position desc", new { type }, call.Cancellation))
            .Select(x => JsonNode.Parse(x)!.AsObject())];

    public async Task<IReadOnlyList<JsonObject>> ListNewestAsync(SandboxCall call, string type, int count) =>
        [.. (await call.Db.QueryAsync<string>(
                "select json from stripe_sandbox_objects where type = @type order by position desc limit @count", new { type, count },
                call.Cancellation))
            .Select(x => JsonNode.Parse(x)!.AsObject())];

    /// <summary>Those of one customer, newest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListOwnedAsync(SandboxCall call, string type, string owner) =>
        [.. (await call.Db.QueryAsync<string>(
                "select json from stripe_sandbox_objects where type = @type and owner = @owner order by position desc", new { type, owner },
                call.Cancellation))
            .Select(x => JsonNode.Parse(x)!.AsObject())];

    /// <summary>It stays, and all that is seen of it is that it is gone.</summary>
    public Task DeleteAsync(SandboxCall call, JsonObject item)
    {
        item["_deleted"] = true;
        return SaveAsync(call, item);
    }

    public static bool IsDeleted(JsonObject item) => item.ContainsKey("_deleted");

    private static string? Owner(JsonObject item) => (string?)item["customer"];

    public static string Id(JsonObject item) => (string)item["id"]!;
}
