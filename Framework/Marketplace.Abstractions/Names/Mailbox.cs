using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>
/// The product's one reading of mail addresses: ASCII before the @, any domain (in its ASCII form), nothing that could start a new header
/// or command. What is not an address as a whole is none: nothing is ever cut out of the middle of what somebody typed.
/// </summary>
/// <param name="Address">As mails are sent to it: the part before the @ as it was typed, the domain in ASCII and lower case.</param>
/// <param name="Name">Shown beside the address; may be empty.</param>
public sealed record Mailbox(string Address, string Name)
{
    /// <summary>RFC 5321's limit for a path, without its angle brackets.</summary>
    public const int MaxLength = 254;

    private static readonly SearchValues<char> Specials = SearchValues.Create("<>\"\\,;:@()[]");

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>
    /// Its canonical form: two addresses name the same mailbox exactly where these are equal. Stored, unique and compared wherever a person
    /// or a wallet is found by an address.
    /// </summary>
    public string Key => Address.ToLowerInvariant();

    /// <summary>The canonical form of an address that somebody typed or a file holds.</summary>
    /// <returns>For text that is no address, the text in one spelling, which equals the key of no address.</returns>
    public static string KeyOf(string? text) =>
        TryParse(text, allowName: false, out var mailbox) ? mailbox.Key : "no address: " + SearchKey.Of(text);

    /// <param name="text">
    /// A plain address, which may stand in quotation marks; where <paramref name="allowName"/> also <c>Name &lt;address&gt;</c>,
    /// <c>"Name, with a comma" &lt;address&gt;</c> and <c>address (Name)</c>. Blanks around it do not count.
    /// </param>
    public static bool TryParse(string? text, bool allowName, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = null;
        var typed = text?.Trim() ?? "";
        if (typed.Any(char.IsControl))
            return false;
        var (address, name) = allowName ? Split(typed) : (typed, "");
        if (WithoutMarks(address) is not { } plain || plain.IndexOf('@', StringComparison.Ordinal) is not (> 0 and var at))
            return false;
        var local = plain.AsSpan(0, at);
        if (local.ContainsAnyExceptInRange('!', '~') || local.ContainsAny(Specials) || HostName.Domain(plain[(at + 1)..]) is not { } domain)
            return false;
        if (local.Length + 1 + domain.Length > MaxLength)
            return false;
        mailbox = new Mailbox($"{local}@{domain}", name);
        return true;
    }

    /// <returns>Address and name of a mailbox as mail programs write it; what is none comes back as it is.</returns>
    private static (string Address, string Name) Split(string text)
    {
        if (text.EndsWith('>') && text.LastIndexOf('<') is >= 0 and var open && ReadName(text[..open]) is { } before)
            return (text[(open + 1)..^1].Trim(), before);
        if (text.EndsWith(')') && text.IndexOf('(', StringComparison.Ordinal) is > 0 and var comment && text[comment - 1] == ' ')
            return (text[..comment].Trim(), text[(comment + 1)..^1].Trim());
        return (text, "");
    }

    /// <returns>Null where it is no name.</returns>
    private static string? ReadName(string text)
    {
        var name = text.Trim();
        if (name.Length > 1 && name[0] == '"' && name[^1] == '"')
            name = name[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return name.AsSpan().ContainsAny('<', '>') ? null : name;
    }

    /// <summary>An address in a pair of quotation marks or apostrophes: no domain ends with one, so the pair is not part of it.</summary>
    private static string? WithoutMarks(string text) => text switch
    {
        ['"', .. var inner, '"'] => inner,
        ['\'', .. var inner, '\''] => inner,
        _ => text.Contains(' ', StringComparison.Ordinal) ? null : text,
    };
}
