namespace Marketplace.Notifications.Mails;

/// <summary>Makes the MIME message: plain text and HTML side by side, so that every mail program finds one it can show.</summary>
internal sealed class MailComposer(ITenant tenant, SmtpSettings settings, TimeProvider time)
{
    /// <exception cref="MailException">An address or the subject cannot stand in a header, or the sender is not set.</exception>
    public MailMessageText Compose(Mail mail)
    {
        if (!Mailbox.TryParse(mail.To, allowName: false, out var to))
            throw new MailException("The recipient is not a mail address.") { IsFinal = true };
        var from = settings.Sender(tenant);
        var now = time.GetUtcNow();
        var id = mail.Id ?? PrefixedId.New("mail", now);
        if (id.Length is 0 or > 100 || id.Any(x => !char.IsAsciiLetterOrDigit(x) && x is not ('_' or '-')))
            throw new MailException("The mail's id holds something else than letters, digits, _ and -.");
        var boundary = $"={id}";
        var content = string.Join(
            "\r\n",
            $"From: {MailHeader.Address(from)}",
            $"To: {to.Address}",
            $"Subject: {MailHeader.Text("subject", mail.Subject)}",
            $"Date: {MailHeader.Date(now)}",
            $"Message-ID: <{id}@{from.Domain}>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"",
            "",
            Part(boundary, "text/plain", mail.Text ?? PlainText.FromHtml(mail.Html)),
            Part(boundary, "text/html", MailFrame.Wrap(tenant, mail.Subject, mail.Html)),
            $"--{boundary}--",
            "");
        return new MailMessageText(id, from.Address, to.Address, content);
    }

    private static string Part(string boundary, string type, string text) =>
        string.Join(
            "\r\n",
            $"--{boundary}",
            $"Content-Type: {type}; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            QuotedPrintable.Encode(text),
            "");
}
