using System.Security.Cryptography;
using System.Text;
using Marketplace.StripeSandbox.Keys;
using Microsoft.AspNetCore.Http;

namespace Marketplace.StripeSandbox.Protocol;

/// <summary>Bearer or Basic with the secret key; or the publishable key, in a header or as <c>key</c>, where a browser may call.</summary>
internal static class SandboxAuthentication
{
    /// <returns>True for the publishable key.</returns>
    /// <exception cref="StripeFault">401.</exception>
    public static bool IsPublishable(HttpRequest request, string? keyParameter, SandboxKeySet keys)
    {
        var key = FromHeader(request.Headers.Authorization.ToString()) ?? keyParameter;
        if (string.IsNullOrEmpty(key))
        {
            throw StripeFault.Unauthorized(
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. "
                + "'Authorization: Bearer YOUR_SECRET_KEY').");
        }

        if (Equal(key, keys.SecretKey))
            return false;
        return Equal(key, keys.PublishableKey) ? true : throw StripeFault.Unauthorized($"Invalid API Key provided: {Mask(key)}");
    }

    private static string? FromHeader(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header[7..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : null;
    }

    private static bool Equal(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static string Mask(string key) => key.Length <= 12 ? "****" : $"{key[..8]}****{key[^4..]}";
}
