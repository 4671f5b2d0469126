using System.Globalization;
using System.Text;
using System.Xml;
using Marketplace.Content.Serving;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Announcements;

/// <summary>The newest announcements for feed readers, as RSS 2.0, in the language of the request.</summary>
internal sealed class AnnouncementFeed(
    PublishedAnnouncements announcements, IPageHeads heads, TenantLook look, SiteLanguages languages,
    IStringLocalizer<AnnouncementFeed> text)
{
    public const string Address = AnnouncementKind.Root + "/feed.xml";

    private const int Most = 30;
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            Address,
            async (AnnouncementFeed feed, HttpContext http, CancellationToken cancellationToken) =>
            {
                http.Response.Headers.CacheControl = "no-cache";
                http.Response.Headers.Vary = "Accept-Language, Cookie";
                return TypedResults.Bytes(await feed.WriteAsync(cancellationToken), "application/rss+xml; charset=utf-8");
            }).ExcludeFromDescription();

    private async Task<byte[]> WriteAsync(CancellationToken cancellationToken)
    {
        var language = languages.Current.Code;
        var list = await announcements.ListAsync(language, cancellationToken);
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", Clean($"{text["Announcements"]} · {look.DisplayName}"));
            xml.WriteElementString("link", heads.Root + AnnouncementKind.Root);
            xml.WriteElementString("description", text["What is new here, and what changes."]);
            xml.WriteElementString("language", language);
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("type", "application/rss+xml");
            xml.WriteAttributeString("href", $"{heads.Root}{Address}?{SiteLanguages.Parameter}={language}");
            xml.WriteEndElement();
            foreach (var announcement in list.Take(Most))
                Write(xml, announcement);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private void Write(XmlWriter xml, Announcement announcement)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", Clean(announcement.Entry.Title));
        xml.WriteElementString("link", heads.Root + announcement.Entry.Address);
        xml.WriteElementString("description", Clean(announcement.Entry.Description));
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(announcement.Key);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", announcement.At.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    /// <summary>Without characters that XML has no way to write.</summary>
    private static string Clean(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(x => !IsUnwritable(x)));

    private static bool IsUnwritable(Rune rune) => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value);
}
