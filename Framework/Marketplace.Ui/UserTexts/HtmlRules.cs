using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Ui;

/// <summary>
/// Where HTML made of somebody's text may lead: to addresses of the web (<c>https:</c>) and of mail, and where the rules say so to this
/// site and to addresses without encryption (<c>http:</c>).
/// </summary>
public sealed class HtmlRules
{
    /// <summary>Where a link leads whose target is not allowed.</summary>
    public const string Nowhere = "#";

    private readonly bool _relativeLinks;
    private readonly HashSet<string> _imageHosts;

    /// <param name="relativeLinks">Links and pictures of this site; mails have no site around them.</param>
    /// <param name="imageHosts">Host names that pictures may come from. Whoever serves a picture learns who looks at it.</param>
    public HtmlRules(bool relativeLinks, params IEnumerable<string> imageHosts)
        : this(relativeLinks, plainLinks: false, HtmlExtras.None, imageHosts)
    {
    }

    private HtmlRules(bool relativeLinks, bool plainLinks, HtmlExtras extras, IEnumerable<string> imageHosts)
    {
        Extras = extras;
        _relativeLinks = relativeLinks;
        _imageHosts = imageHosts.ToHashSet(StringComparer.OrdinalIgnoreCase);
        LinkSchemes = plainLinks
            ? [Uri.UriSchemeHttps, Uri.UriSchemeMailto, Uri.UriSchemeHttp]
            : [Uri.UriSchemeHttps, Uri.UriSchemeMailto];
        Cleaner = new CleanHtml(this);
    }

    /// <summary>For mails and what stands beside them: whole addresses, also of sites without encryption, and no pictures.</summary>
    public static HtmlRules Mail { get; } = new(relativeLinks: false, plainLinks: true, HtmlExtras.None, []);

    /// <summary>
    /// For <see cref="ArticleText"/>: links to anywhere, pictures of this site, and the marks that an article's elements need.
    /// </summary>
    internal static HtmlRules Article { get; } = new(relativeLinks: true, plainLinks: true, HtmlExtras.Article, []);

    internal HtmlExtras Extras { get; }

    internal IReadOnlyList<string> LinkSchemes { get; }

    /// <summary>Made once, because making it costs more than using it.</summary>
    internal CleanHtml Cleaner { get; }

    public bool AllowsLink(string target) => IsAbsolute(target, out var uri)
        ? LinkSchemes.Contains(uri.Scheme, StringComparer.Ordinal)
        : _relativeLinks && IsOfThisSite(target);

    public bool AllowsImage(string target) => IsAbsolute(target, out var uri)
        ? uri.Scheme == Uri.UriSchemeHttps && _imageHosts.Contains(uri.IdnHost)
        : _relativeLinks && IsOfThisSite(target);

    /// <summary>A path is no file of the machine here.</summary>
    private static bool IsAbsolute(string target, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(target, UriKind.Absolute, out uri) && !target.StartsWith('/');

    /// <summary>Browsers drop tabs and line breaks, and read <c>\</c> as <c>/</c>: <c>/\evil.example</c> is another site.</summary>
    private static bool IsOfThisSite(string target) =>
        target.Length > 0
        && !target.StartsWith("//", StringComparison.Ordinal)
        && !target.Any(x => char.IsControl(x) || char.IsWhiteSpace(x) || x == '\\')
        && !target.Split('/', '?', '#')[0].Contains(':', StringComparison.Ordinal);
}
