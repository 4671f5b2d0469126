namespace Marketplace.Abstractions;

/// <summary>Sends a mail, by SMTP or as an <c>.eml</c> file in <c>App_Data/mail</c> where SMTP is not set.</summary>
public interface IMailSender
{
    /// <exception cref="MailException">It was not sent: an address or a header is refused, or the server is not reachable or says
    /// no.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

/// <param name="To">One plain address, such as <c>ann@example.com</c>.</param>
/// <param name="Html">The body, set into the common frame of all mails; the plain text part is made from it where <paramref name="Text"/>
/// is null.</param>
public sealed record Mail(string To, string Subject, string Html, string? Text = null)
{
    /// <summary>
    /// The left half of the message id, letters, digits, <c>_</c> and <c>-</c>: the same mail sent again keeps it, so that mail programs
    /// show it once and the file of it is replaced. Null makes a new one.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>A file that it carries; null: none.</summary>
    public MailAttachment? Attachment { get; init; }
}
