using System.Net;
using Marketplace.Notifications.Kinds;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Deliveries;

/// <summary>A notification as a mail: a greeting, its text, where to act on it, and where to choose what is mailed.</summary>
internal sealed class NoticeMail(KindCatalogue kinds, TenantAddress address, ITenant tenant, IStringLocalizer<NoticeMail> text)
{
    public Mail Compose(NoticeToMail notice, UserSummary user) =>
        new(user.Email, notice.Subject, Html(kinds.Find(notice.Kind), notice.Html, notice.Link, notice.LinkText, user.Name))
        { Id = notice.Id };

    public string Html(NotificationKind? kind, string body, string? link, string? linkText, string userName)
    {
        // The address may be one that nobody has confirmed: a name with a link in it would be mailed to a stranger.
        var isLink = NameRules.HasAddress(userName) && !Mailbox.TryParse(userName, allowName: false, out _);
        var html = $"<p>{Encode(isLink ? text["Hello,"] : text["Hello {0},", userName])}</p>\n{body}";
        if (link is not null)
            html += Way(link, linkText ?? text["Look at it"].Value);
        if (kind is { MaySwitchOff: true } && address.Of("~/dashboard/settings/notifications") is { } choices)
            html += $"<p style=\"margin:24px 0 0;font-size:14px;color:#5b6069\"><a "
                + $"href=\"{Encode(choices)}\">{Encode(text["Choose what we write to you about"])}</a></p>\n";
        return html;
    }

    /// <summary>
    /// A site without a public address has no links that a mail could hold: the reader knows the site and is told where to look.
    /// </summary>
    private string Way(string link, string label) => address.Of(link) is { } target
        ? $"<p><a href=\"{Encode(target)}\">{Encode(label)}</a></p>\n"
        : $"<p>{Encode(ByHand(label))} <code>{Encode(tenant.PathPrefix + link[1..])}</code></p>\n";

    private string ByHand(string label) => text[
        "{0}: sign in to {1} as you always do, then replace everything behind the server's name in the address bar of your browser "
            + "with this:",
        label, tenant.DisplayName];

    private static string Encode(string value) => WebUtility.HtmlEncode(value);
}
