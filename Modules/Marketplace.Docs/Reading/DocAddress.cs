using Marketplace.Docs.Kinds;

namespace Marketplace.Docs.Reading;

internal enum DocFormat
{
    Page = 0,
    Markdown = 1,
}

/// <summary>What was asked for below <c>/docs</c>.</summary>
/// <param name="Address">The page's own, for example <c>/docs/credits</c> for <c>/docs/credits.html</c>.</param>
internal sealed record DocAddress(string Address, DocFormat Format)
{
    private const string Html = ".html";
    private const string Markdown = ".md";
    private const string Index = "/index";

    /// <param name="rest">What stands after <c>/docs/</c>; null or empty for the first page.</param>
    public static DocAddress Read(string? rest)
    {
        var path = "/" + (rest ?? "").Trim('/');
        var format = path.EndsWith(Markdown, StringComparison.OrdinalIgnoreCase) ? DocFormat.Markdown : DocFormat.Page;
        var hasEnding = format == DocFormat.Markdown || path.EndsWith(Html, StringComparison.OrdinalIgnoreCase);
        if (hasEnding)
            path = path[..path.LastIndexOf('.')];
        if (hasEnding && path.EndsWith(Index, StringComparison.OrdinalIgnoreCase))
            path = path[..^Index.Length];
        return new DocAddress((DocKinds.Root + path).TrimEnd('/'), format);
    }

    /// <summary>Where a page's text is found as Markdown.</summary>
    public static string MarkdownOf(string address) => (address == DocKinds.Root ? DocKinds.Root + Index : address) + Markdown;
}
