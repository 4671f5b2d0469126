using System.Globalization;
using System.Text;

namespace Marketplace.Notifications.Mails;

/// <summary>Header values as RFC 5322 and 2047 want them.</summary>
internal static class MailHeader
{
    /// <summary>
    /// UTF-8 bytes that fit into one encoded word of at most 75 characters: =?utf-8?B?…?= leaves 63, in groups of 4 for 3 bytes.
    /// </summary>
    private const int BytesPerWord = 45;

    /// <summary>Text that may hold any letter but no control character.</summary>
    /// <exception cref="MailException">It holds a line break or another control character: somebody tries to add a header.</exception>
    public static string Text(string name, string value)
    {
        if (value.Any(char.IsControl))
            throw new MailException($"The mail's {name} holds a line break or another control character.") { IsFinal = true };
        return IsPlain(value) ? value : Encode(value);
    }

    public static string Address(Mailbox mailbox)
    {
        if (mailbox.Name.Length == 0)
            return mailbox.Address;
        var name = Text("sender's name", mailbox.Name);
        return name == mailbox.Name
            ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" "
                + $"<{mailbox.Address}>"
            : $"{name} <{mailbox.Address}>";
    }

    public static string Date(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    /// <summary>Short and ASCII, and not to be mistaken for an encoded word.</summary>
    private static bool IsPlain(string value) =>
        value.Length <= 60 && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.Contains("=?", StringComparison.Ordinal);

    private static string Encode(string value)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesPerWord);
        foreach (var rune in value.EnumerateRunes())
        {
            if (bytes.Count + rune.Utf8SequenceLength > BytesPerWord)
                Flush();
            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
