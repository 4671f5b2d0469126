using System.Text;
using Api = Stripe;

namespace Marketplace.Stripe.Webhooks;

/// <summary>Header <c>Stripe-Signature: t=…,v1=…</c>, written and checked by Stripe.net.</summary>
public static class WebhookSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>
    /// True when any <c>v1</c> fits any of the secrets and the time is within the tolerance, both ways. Other schemes are ignored.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (header is null)
            return false;
        // Bytes that are no UTF-8 become other text than what was signed, and fit nothing.
        var text = Encoding.UTF8.GetString(body);
        return secrets.Any(x => Fits(text, header, x, now));
    }

    public static string Header(ReadOnlySpan<byte> body, string secret, DateTimeOffset now) =>
        Api.EventUtility.GenerateSignatureHeader(Encoding.UTF8.GetString(body), secret, now.ToUnixTimeSeconds());

    private static bool Fits(string body, string header, string secret, DateTimeOffset now)
    {
        try
        {
            Api.EventUtility.ValidateSignature(body, header, secret, (long)Tolerance.TotalSeconds, now.ToUnixTimeSeconds());
            return true;
        }
        catch (Exception e) when (e is Api.StripeException or FormatException or OverflowException)
        {
            // Signed for nobody here, too old, or with a time that is none.
            return false;
        }
    }
}
