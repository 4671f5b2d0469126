using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>
/// Where links and pictures lead. Within the site an address starts with <c>/</c>, as if the site had no prefix; <c>~/</c> means the same.
/// </summary>
internal static class ArticleTargets
{
    public const string LightOnly = "#light";
    public const string DarkOnly = "#dark";

    public static IEnumerable<string> In(MarkdownDocument document) =>
        document.Descendants<Inline>()
            .Select(x => x switch { LinkInline link => Of(link), AutolinkInline { IsEmail: false } link => link.Url, _ => null })
            .OfType<string>();

    public static IEnumerable<string> PicturesIn(MarkdownDocument document) =>
        from link in document.Descendants<LinkInline>()
        where link.IsImage && IsPicture(link)
        select WithoutLook(Of(link));

    public static string Of(LinkInline link)
    {
        var written = (link.GetDynamicUrl?.Invoke() ?? link.Url ?? "").Replace(" ", "%20", StringComparison.Ordinal);
        return written.StartsWith("~/", StringComparison.Ordinal) ? written[1..] : written;
    }

    /// <summary>A picture from elsewhere would tell its owner who looks.</summary>
    public static bool IsPicture(LinkInline image) => HtmlRules.Article.AllowsImage(Of(image));

    public static string WithoutLook(string address) =>
        address.EndsWith(LightOnly, StringComparison.Ordinal) ? address[..^LightOnly.Length]
        : address.EndsWith(DarkOnly, StringComparison.Ordinal) ? address[..^DarkOnly.Length]
        : address;
}
