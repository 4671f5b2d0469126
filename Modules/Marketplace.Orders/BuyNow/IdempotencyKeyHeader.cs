using Microsoft.AspNetCore.Http;

namespace Marketplace.Orders;

/// <summary>The request header <c>Idempotency-Key</c>: printable ASCII, at most 150 characters. Without one, every request is a purchase of its own.</summary>
internal static class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";

    private const int MaxLength = 150;

    /// <returns>The key, a new one, or null when the header is malformed.</returns>
    public static string? Read(HttpContext context, TimeProvider time)
    {
        if (!context.Request.Headers.TryGetValue(Name, out var values))
            return PrefixedId.New("req", time);
        return values is [{ Length: > 0 and <= MaxLength } key] && key.All(c => c is > ' ' and <= '~') ? key : null;
    }
}
