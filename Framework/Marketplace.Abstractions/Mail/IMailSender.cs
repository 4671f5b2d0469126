namespace Marketplace.Abstractions;

/// <summary>Sends a mail, by SMTP or as an <c>.eml</c> file in <c>App_Data/mail</c> where SMTP is not set.</summary>
public interface IMailSender
{
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

/// <param name="Html">The body; the plain text part is made from it where <paramref name="Text"/> is null.</param>
public sealed record Mail(string To, string Subject, string Html, string? Text = null);
