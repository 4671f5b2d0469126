using Marketplace.Notifications.Deliveries;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Templates;

/// <summary>A mail with sample values to whoever edits its text.</summary>
internal sealed class SendTestMail(
    PreviewTemplate preview, NoticeMail noticeMail, IMailSender mails, IStringLocalizer<SendTestMail> text, IUserDirectory? users = null)
{
    /// <returns>Where it went, or why it did not.</returns>
    public async Task<(string Address, string? Problem)> ExecuteAsync(
        NotificationKind kind, string subject, string body, string userId, CancellationToken cancellationToken)
    {
        if (users is null || await users.FindAsync(userId, cancellationToken) is not { } user)
            return ("", text["You have no mail address here. No mail was sent."]);
        var shown = preview.Execute(kind, subject, body);
        try
        {
            await mails.SendAsync(
                new Mail(user.Email, shown.Subject, noticeMail.Html(kind, shown.Html, "~/", kind.LinkText, user.Name)), cancellationToken);
            return (user.Email, null);
        }
        catch (MailException e)
        {
            return (user.Email, text["The test mail was not sent: {0}", e.Message]);
        }
    }
}
