using MimeKit;

namespace Marketplace.Notifications.Mails;

/// <summary>How messages are written, the same when they are signed, sent and stored: a signature is about what is written.</summary>
internal static class MailFormat
{
    public static FormatOptions Options { get; } = Make();

    private static FormatOptions Make()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
