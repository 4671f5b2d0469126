using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Marketplace.Notifications.Mails;

/// <summary>What every mail of a tenant looks like. Mail programs know neither style sheets nor scripts, hence the attributes.</summary>
internal static partial class MailFrame
{
    private const string FallbackAccent = "#0f766e";

    public static string Wrap(ITenant tenant, string subject, string body)
    {
        var site = tenant.Settings.Get<SiteSettings>("site");
        var accent = Colour.IsMatch(site.Accent) ? site.Accent : FallbackAccent;
        var name = WebUtility.HtmlEncode(tenant.DisplayName);
        return $"""
            <!doctype html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body style="margin:0;background:#f6f7f8;font-family:Inter,system-ui,sans-serif;font-size:16px;line-height:1.5;color:#16181d">
            <div style="max-width:560px;margin:0 auto;padding:32px 16px">
            <p style="margin:0 0 16px;font-weight:600;color:{accent}">{name}</p>
            <div style="background:#ffffff;border:1px solid #e3e5e8;border-radius:10px;padding:24px">
            {body}
            </div>
            </div>
            </body>
            </html>
            """;
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour { get; }
}
