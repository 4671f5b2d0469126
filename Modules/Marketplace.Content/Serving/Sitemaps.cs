using System.Globalization;
using System.Xml;
using Marketplace.Content.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Serving;

/// <summary>The home page, and everything published that has an address.</summary>
internal sealed class ContentSitemap(PublishedContent content) : ISitemapSource
{
    public string Name => "content";

    public async Task<IReadOnlyList<SitemapEntry>> ListAsync(CancellationToken cancellationToken) =>
        [
            new SitemapEntry("/", ChangedAt: null),
            .. (await content.ReadAsync(cancellationToken)).Entries.Where(x => x.Address is not null)
                .GroupBy(x => x.Address!, StringComparer.Ordinal).OrderBy(x => x.Key, StringComparer.Ordinal)
                .Select(x => new SitemapEntry(x.Key, x.Max(y => y.ChangedAt))),
        ];
}

/// <summary>For search engines: what there is, and what they leave alone.</summary>
internal static class Sitemaps
{
    private const int MostEntries = 10_000;
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void MapSitemaps(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sitemap.xml", IndexAsync).ExcludeFromDescription();
        routes.MapGet("/sitemap-{name}-{number:int}.xml", FileAsync).ExcludeFromDescription();
        routes.MapGet("/robots.txt", (HttpContext http, IPageHeads heads) => TypedResults.Text(
            $"""
             User-agent: *
             Disallow: {http.Request.PathBase}/admin
             Disallow: {http.Request.PathBase}/dashboard
             Disallow: {http.Request.PathBase}/account
             Disallow: {http.Request.PathBase}/api/
             Disallow: {http.Request.PathBase}/draft/
             Sitemap: {heads.Root}/sitemap.xml

             """, "text/plain; charset=utf-8")).ExcludeFromDescription();
    }

    private static async Task<IResult> IndexAsync(
        IServiceProvider services, IPageHeads heads, CancellationToken cancellationToken)
    {
        var files = new List<(string Address, DateTimeOffset? ChangedAt)>();
        foreach (var source in services.GetServices<ISitemapSource>())
        {
            foreach (var (part, index) in (await source.ListAsync(cancellationToken)).Chunk(MostEntries).Select((x, i) => (x, i)))
                files.Add((
                    string.Create(CultureInfo.InvariantCulture, $"{heads.Root}/sitemap-{source.Name}-{index + 1}.xml"),
                    part.Max(x => x.ChangedAt)));
        }

        return Xml("sitemapindex", "sitemap", files);
    }

    private static async Task<IResult> FileAsync(
        string name, int number, IServiceProvider services, IPageHeads heads, CancellationToken cancellationToken)
    {
        if (services.GetServices<ISitemapSource>().FirstOrDefault(x => x.Name == name) is not { } source || number < 1)
            return TypedResults.NotFound();
        var part = (await source.ListAsync(cancellationToken)).Skip((number - 1) * MostEntries).Take(MostEntries).ToList();
        return part.Count == 0
            ? TypedResults.NotFound()
            : Xml("urlset", "url", part.Select(x => (heads.Root + x.Address, x.ChangedAt)));
    }

    private static IResult Xml(string root, string element, IEnumerable<(string Address, DateTimeOffset? ChangedAt)> lines)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) }))
        {
            xml.WriteStartElement(root, Namespace);
            foreach (var (address, changedAt) in lines)
            {
                xml.WriteStartElement(element, Namespace);
                xml.WriteElementString("loc", Namespace, address);
                if (changedAt is { } at)
                    xml.WriteElementString(
                        "lastmod", Namespace, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return TypedResults.Bytes(buffer.ToArray(), "application/xml; charset=utf-8");
    }
}
