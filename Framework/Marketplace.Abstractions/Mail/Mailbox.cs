using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;

namespace Marketplace.Abstractions;

/// <summary>
/// An address that may stand in mail headers and in the SMTP envelope: ASCII before the @, any domain (in its ASCII form), nothing that could
/// start a new header or command.
/// </summary>
/// <param name="Name">Shown beside the address; may be empty.</param>
public sealed record Mailbox(string Address, string Name)
{
    /// <summary>RFC 5321's limit for a path, without its angle brackets.</summary>
    private const int MaxLength = 254;

    private static readonly SearchValues<char> Specials = SearchValues.Create("<>\"\\,;:@()[]");

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <param name="text">A plain address, or <c>Name &lt;address&gt;</c> where <paramref name="allowName"/>.</param>
    public static bool TryParse(string text, bool allowName, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = null;
        if (text.Any(char.IsControl) || !MailAddress.TryCreate(text, out var parsed) || (!allowName && parsed.Address != text.Trim()))
            return false;
        if (parsed.User.Length == 0 || parsed.User.AsSpan().ContainsAnyExceptInRange('!', '~') || parsed.User.AsSpan().ContainsAny(Specials))
            return false;
        if (ToAscii(parsed.Host) is not { } host || parsed.User.Length + 1 + host.Length > MaxLength)
            return false;
        mailbox = new Mailbox($"{parsed.User}@{host}", parsed.DisplayName);
        return true;
    }

    private static string? ToAscii(string host)
    {
        try
        {
            var ascii = new IdnMapping().GetAscii(host);
            return Uri.CheckHostName(ascii) is UriHostNameType.Dns ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
