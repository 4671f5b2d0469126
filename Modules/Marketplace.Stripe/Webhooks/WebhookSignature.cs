using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Stripe.Webhooks;

/// <summary>
/// Header <c>Stripe-Signature: t=…,v1=…</c>: HMAC-SHA256 with the whole secret over <c>{t}.{raw body}</c>, lower-case hex.
/// </summary>
public static class WebhookSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>
    /// True when any <c>v1</c> fits any of the secrets and the time is within the tolerance, both ways. Other schemes are ignored.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (Parse(header) is not { } signed || (now.ToUnixTimeSeconds() - signed.Timestamp) is var age
            && Math.Abs(age) > Tolerance.TotalSeconds)
            return false;
        var valid = false;
        // Every pair is compared, so that the time taken tells nothing about which one fits.
        foreach (var secret in secrets)
        {
            var expected = Encoding.ASCII.GetBytes(Compute(body, signed.Timestamp, secret));
            foreach (var signature in signed.Signatures)
                valid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return valid;
    }

    public static string Header(ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={timestamp},v1={Compute(body, timestamp, secret)}");
    }

    private static string Compute(ReadOnlySpan<byte> body, long timestamp, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.")));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private static Signed? Parse(string? header)
    {
        long? timestamp = null;
        List<string> signatures = [];
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, "");
            if (name == "v1")
                signatures.Add(value);
            else if (name == "t" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var t))
                timestamp = t;
        }

        // Beyond that no clock is honest, and the difference to now would overflow.
        return timestamp is <= 253_402_300_799 and { } at && signatures.Count > 0 ? new Signed(at, signatures) : null;
    }

    private sealed record Signed(long Timestamp, List<string> Signatures);
}
