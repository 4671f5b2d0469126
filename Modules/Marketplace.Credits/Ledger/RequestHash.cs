using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.Credits;

/// <summary>
/// Tells whether a reused idempotency key asks for the same thing. Descriptions and expiry times are left out: wording and clock may
/// differ between two attempts of one request, the money and what it is for may not.
/// </summary>
internal static class RequestHash
{
    public static string Of(Posting posting) => Of(
        ["post", posting.Type.ToString(), posting.UserId, Micros(posting.Amount), posting.Counterpart.ToString(), .. Other(posting.Asset), .. KindOf(posting.Grant), .. First(posting.DrawFirst)], posting.Metadata);

    public static string Of(TransferOrder order) => Of(
        ["transfer", order.FromUserId, order.ToUserId, Micros(order.Amount), .. Other(order.Asset)], order.Metadata);

    public static string Of(Reversal reversal) => Of(
        ["reverse", reversal.TransactionId, Micros(reversal.Amount), reversal.Type.ToString()], reversal.Metadata);

    public static string Of(HoldRequest hold) => Of(["hold", hold.UserId, Micros(hold.Amount), hold.Reference, .. Other(hold.Asset)], null);

    public static string Of(HoldCapture capture) => Of(
        ["capture", capture.HoldId, Micros(capture.Amount), capture.Type.ToString(), .. Of(capture.Shares)], capture.Metadata);

    private static string[] KindOf(Grant? grant) => grant is null ? [] : ["grant:" + grant.Kind];

    private static string[] First(string? keys) => keys is null ? [] : ["first:" + keys];

    private static IEnumerable<string> Of(IReadOnlyList<SystemShare>? shares) => (shares ?? []).Select(x => $"share:{x.Account}={Micros(x.Amount)}");

    /// <summary>The usual asset is left out, so that hashes of before there were others stay the same.</summary>
    private static string[] Other(string asset) => string.Equals(asset, Assets.Credit, StringComparison.Ordinal) ? [] : [asset];

    private static string Of(IEnumerable<string> facts, IReadOnlyDictionary<string, string>? metadata)
    {
        var parts = facts.Concat((metadata ?? new Dictionary<string, string>()).OrderBy(x => x.Key, StringComparer.Ordinal).SelectMany(x => new[] { x.Key, x.Value }));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
    }

    private static string Micros(CreditAmount amount) => amount.Micros.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
