using System.Text;
using MimeKit;

namespace Marketplace.Notifications.Mails;

/// <summary>What MimeKit leaves to us: it drops line breaks silently, and writes text that looks encoded as it is.</summary>
internal static class MailHeader
{
    private const string Encoded = "=?";

    /// <summary>Of UTF-8 in one encoded word: with the header's name a line has at most 76 characters (RFC 2047).</summary>
    private const int MostBytes = 39;

    /// <summary>Text that may hold any letter but no control character.</summary>
    /// <exception cref="MailException">It holds a line break or another control character: somebody tries to add a header.</exception>
    public static string Text(string name, string value) =>
        // An invisible word joiner, so that no mail program decodes what somebody typed.
        Checked(name, value).Replace(Encoded, "=\u2060?", StringComparison.Ordinal);

    /// <inheritdoc cref="Text"/>
    public static Header Subject(string value)
    {
        var header = new Header(HeaderId.Subject, Checked("subject", value));
        if (value.Contains(Encoded, StringComparison.Ordinal))
            header.SetRawValue(Encoding.ASCII.GetBytes($" {string.Join("\r\n ", Words(value))}\r\n"));
        return header;
    }

    /// <returns>Null where MimeKit takes it for no address: it has its own idea of points.</returns>
    public static MailboxAddress? Address(string name, Mailbox mailbox)
    {
        try
        {
            return new MailboxAddress(name, mailbox.Address);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Checked(string name, string value) =>
        value.Any(char.IsControl)
            ? throw new MailException($"The mail's {name} holds a line break or another control character.") { IsFinal = true }
            : value;

    /// <summary>Each holds whole letters.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new List<byte>();
        foreach (var letter in text.EnumerateRunes())
        {
            if (word.Count + letter.Utf8SequenceLength > MostBytes)
            {
                yield return Word(word);
                word.Clear();
            }

            word.AddRange(Encoding.UTF8.GetBytes(letter.ToString()));
        }

        yield return Word(word);
    }

    private static string Word(List<byte> text) => $"=?utf-8?B?{Convert.ToBase64String([.. text])}?=";
}
