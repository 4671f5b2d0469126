using System.Text.Json;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Where a number or a date is missing, Stripe.net reads 0 or 1970: neither may be booked.</summary>
internal static class RequiredMembers
{
    public static bool Says(this Api.StripeEntity read, params ReadOnlySpan<string> numbers)
    {
        if (read.RawJsonElement is not { ValueKind: JsonValueKind.Object } json)
            return false;
        foreach (var name in numbers)
        {
            if (!json.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.Number)
                return false;
        }

        return true;
    }
}
