using System.Text;
using Marketplace.Ui;
using MimeKit;
using MimeKit.Encodings;

namespace Marketplace.Notifications.Mails;

/// <summary>Makes the MIME message: plain text and HTML side by side, for mail programs that show one or the other.</summary>
internal sealed class MailComposer(ITenant tenant, SmtpSettings settings, TimeProvider time)
{
    /// <summary>RFC 2045 allows 76 characters; MimeKit's encoder counts before it writes, and writes two more than it is told.</summary>
    private const int LongestLine = 74;

    private readonly MailSignature? _signature = settings.Dkim is { } dkim ? new MailSignature(dkim, time) : null;

    /// <exception cref="MailException">An address or the subject cannot stand in a header, or the sender is not set.</exception>
    public ComposedMail Compose(Mail mail)
    {
        try
        {
            return Write(mail);
        }
        catch (FormatException e)
        {
            throw new MailException($"The mail cannot be written: {e.Message}", e) { IsFinal = true };
        }
    }

    private ComposedMail Write(Mail mail)
    {
        if (!Mailbox.TryParse(mail.To, allowName: false, out var mailbox) || MailHeader.Address("", mailbox) is not { } to)
            throw new MailException("The recipient is not a mail address.") { IsFinal = true };
        var from = settings.Sender(tenant);
        var now = time.GetUtcNow();
        var id = mail.Id ?? PrefixedId.New("mail", now);
        if (id.Length is 0 or > 100 || id.Any(x => !char.IsAsciiLetterOrDigit(x) && x is not ('_' or '-')))
            throw new MailException("The mail's id holds something else than letters, digits, _ and -.");
        var message = new MimeMessage { Date = now, Body = Body(mail, id) };
        message.Headers.Replace(MailHeader.Subject(mail.Subject));
        message.From.Add(new MailboxAddress(MailHeader.Text("sender's name", from.Name), from.Address));
        message.To.Add(to);
        message.Headers.Replace(new Header("Message-ID", $"<{id}@{from.Domain}>"));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Prepare(EncodingConstraint.SevenBit);
        _signature?.Sign(message);
        return new ComposedMail(id, message);
    }

    private Multipart Body(Mail mail, string id)
    {
        var words = new MultipartAlternative(
            Part("plain", mail.Text ?? PlainText.FromHtml(mail.Html)), Part("html", MailFrame.Wrap(tenant, mail.Subject, mail.Html)))
            { Boundary = $"={id}" };
        return mail.Attachment is { } attachment ? new Multipart("mixed", words, Part(attachment)) { Boundary = $"=={id}" } : words;
    }

    /// <summary>Readable by eye where it is ASCII, in lines as short as mail servers may ask for.</summary>
    private static TextPart Part(string type, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
        var encoder = new QuotedPrintableEncoder(LongestLine);
        var encoded = new byte[encoder.EstimateOutputLength(plain.Length)];
        var length = encoder.Flush(plain, 0, plain.Length, encoded);
        var part = new TextPart(type)
        {
            Content = new MimeContent(new MemoryStream(encoded, 0, length), ContentEncoding.QuotedPrintable),
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        part.ContentType.Charset = "utf-8";
        return part;
    }

    private static MimePart Part(MailAttachment attachment) => new(attachment.ContentType)
    {
        Content = new MimeContent(new MemoryStream(attachment.Content)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = MailHeader.Text("attachment's name", attachment.FileName),
    };
}
