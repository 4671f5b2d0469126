using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Credits.Ledger.Accounts;

namespace Marketplace.Credits.Ledger.Entries;

/// <summary>
/// Tells whether a reused idempotency key asks for the same thing. Each request says which of its facts count: descriptions and expiry
/// times are left out, because wording and clock may differ between two attempts of one request; the money and what it is for may not.
/// </summary>
internal static class RequestHash
{
    public static string Of(IEnumerable<string> facts, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var parts = facts.Concat(
            (metadata ?? new Dictionary<string, string>()).OrderBy(x => x.Key, StringComparer.Ordinal)
                .SelectMany(x => new[] { x.Key, x.Value }));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
    }

    public static string Amount(CreditAmount amount) => amount.Micros.ToString(CultureInfo.InvariantCulture);

    /// <summary>The usual asset is left out, so that hashes of before there were others stay the same.</summary>
    public static string[] Asset(string asset) => string.Equals(asset, Assets.Credit, StringComparison.Ordinal) ? [] : [asset];
}
