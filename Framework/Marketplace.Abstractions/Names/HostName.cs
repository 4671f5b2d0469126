using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of host names. The canonical form is what browsers send: ASCII (punycode for other letters), lower case, no
/// dot at the end, and a port only where it is not the usual one.
/// </summary>
public static class HostName
{
    private static readonly char[] Separators = [' ', ',', ';', '\t', '\r', '\n'];

    /// <param name="text">For example <c>shop.example</c>, <c>Müller.example</c> or <c>localhost:5001</c>; no scheme, no path.</param>
    /// <returns>The canonical form, or null where it is no host name.</returns>
    public static string? Canonical(string? text)
    {
        var typed = text?.Trim() ?? "";
        var colon = typed.LastIndexOf(':');
        var name = colon < 0 ? typed : typed[..colon];
        // Whoever writes the dot of the root means the same host; in a mail address it is a slip.
        if (Ascii(name.EndsWith('.') ? name[..^1] : name, dnsOnly: false) is not { } host)
            return null;
        if (colon < 0)
            return host;
        return ushort.TryParse(typed[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port is 80 or 443 ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}")
            : null;
    }

    /// <summary>A list as it is typed, separated by blanks, commas, semicolons or lines.</summary>
    /// <returns>Each name once, in its canonical form; and what is none, as it was typed.</returns>
    public static (IReadOnlyList<string> Names, IReadOnlyList<string> Refused) ReadList(string? text)
    {
        var (names, refused) = (new List<string>(), new List<string>());
        foreach (var typed in (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Canonical(typed) is not { } name)
                refused.Add(typed);
            else if (!names.Contains(name, StringComparer.Ordinal))
                names.Add(name);
        }

        return (names, refused);
    }

    /// <returns>The canonical form of a domain that mails go to, or null where it is none.</returns>
    internal static string? Domain(string text) => Ascii(text, dnsOnly: true);

    private static string? Ascii(string text, bool dnsOnly)
    {
        if (text.Length == 0 || text.EndsWith('.') || text.Any(x => char.IsControl(x) || char.IsWhiteSpace(x)))
            return null;
        try
        {
            var ascii = new IdnMapping().GetAscii(text).ToLowerInvariant();
            if (ascii.Any(x => !char.IsAsciiLetterOrDigit(x) && x is not ('-' or '.' or '_')))
                return null;
            return Uri.CheckHostName(ascii) is UriHostNameType.Dns || (!dnsOnly && Uri.CheckHostName(ascii) is UriHostNameType.IPv4)
                ? ascii
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
