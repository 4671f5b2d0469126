namespace Marketplace.Notifications.Mails;

/// <summary>What MimeKit leaves to us: it drops line breaks silently, and writes text that looks encoded as it is.</summary>
internal static class MailHeader
{
    /// <summary>Text that may hold any letter but no control character.</summary>
    /// <exception cref="MailException">It holds a line break or another control character: somebody tries to add a header.</exception>
    public static string Text(string name, string value)
    {
        if (value.Any(char.IsControl))
            throw new MailException($"The mail's {name} holds a line break or another control character.") { IsFinal = true };
        // An invisible word joiner, so that no mail program decodes what somebody typed.
        return value.Replace("=?", "=\u2060?", StringComparison.Ordinal);
    }
}
