using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Serving;

/// <summary>
/// The one form of an address under which a page is kept and made, so that neither capitals nor slashes nor what somebody adds to it make
/// another page of it. <c>.html</c> and <c>.md</c> stay: what they show differs.
/// </summary>
internal static class KeptAddress
{
    private const int Longest = 220;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <returns>Null for what no text's address is: that is made for the one who asks.</returns>
    public static string? Of(PathString path)
    {
        if (path.Value is not { Length: > 1 and <= Longest } asked)
            return null;
        var address = asked.ToLowerInvariant().TrimEnd('/');
        if (address.Length < 2 || address.AsSpan().ContainsAnyExcept(Letters) || address.Contains("//", StringComparison.Ordinal))
            return null;
        // More than one ending is none of an address.
        return address.AsSpan().Count('.') > 1 ? null : address;
    }
}
