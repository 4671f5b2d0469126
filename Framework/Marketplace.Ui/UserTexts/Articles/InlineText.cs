using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>What stands in a line.</summary>
internal static class InlineText
{
    /// <summary>The words without marks; live parts have none.</summary>
    public static string Of(ContainerInline? line)
    {
        var text = new StringBuilder();
        foreach (var inline in line?.FindDescendants<LeafInline>() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.ContentSpan);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString().Trim();
    }

    /// <returns>The elements of a line that has nothing else; none where it has.</returns>
    public static IReadOnlyList<T> AllOf<T>(ContainerInline? line)
        where T : Inline
    {
        var all = new List<T>();
        foreach (var inline in line ?? Enumerable.Empty<Inline>())
        {
            if (inline is T wanted)
                all.Add(wanted);
            else if (!IsBlank(inline))
                return [];
        }

        return all;
    }

    public static bool IsWithinLink(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline { IsImage: false } link && HtmlRules.Article.AllowsLink(ArticleTargets.Of(link)))
                return true;
        }

        return false;
    }

    /// <summary>What a block stands in, from within.</summary>
    public static IEnumerable<ContainerBlock> GetParents(this Block block)
    {
        for (var parent = block.Parent; parent is not null; parent = parent.Parent)
            yield return parent;
    }

    private static bool IsBlank(Inline inline) =>
        inline is LineBreakInline || (inline is LiteralInline text && text.Content.AsSpan().IsWhiteSpace());
}
