using System.Net;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications;

/// <summary>A notification as a mail: a greeting, its text, where to act on it, and where to choose what is mailed.</summary>
internal sealed class NoticeMail(KindCatalogue kinds, TenantAddress address, IStringLocalizer<NoticeMail> text)
{
    public Mail Compose(NoticeToMail notice, UserSummary user) =>
        new(user.Email, notice.Subject, Html(kinds.Find(notice.Kind), notice.Html, notice.Link, notice.LinkText, user.Name)) { Id = notice.Id };

    public string Html(NotificationKind? kind, string body, string? link, string? linkText, string userName)
    {
        var html = $"<p>{Encode(text["Hello {0},", userName])}</p>\n{body}";
        if (link is not null && address.Of(link) is { } target)
            html += $"<p><a href=\"{Encode(target)}\">{Encode(linkText ?? text["Open"].Value)}</a></p>\n";
        if (kind is { MaySwitchOff: true } && address.Of("~/dashboard/settings/notifications") is { } choices)
            html += $"<p style=\"margin:24px 0 0;font-size:14px;color:#5b6069\"><a href=\"{Encode(choices)}\">{Encode(text["Choose what we write to you about"])}</a></p>\n";
        return html;
    }

    private static string Encode(string value) => WebUtility.HtmlEncode(value);
}
