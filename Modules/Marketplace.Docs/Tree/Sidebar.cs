using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Docs.Tree;

/// <summary>
/// The tree as a nested list of links. It is written without a template, because a large tree stands on every page. Branches fold without
/// a script.
/// </summary>
/// <param name="pathBase">The tenant's path prefix or an empty text.</param>
/// <param name="branchLabel">What a branch's switch is called, given the title of the page above it.</param>
internal sealed class Sidebar(string pathBase, HtmlEncoder encoder, Func<string, string> branchLabel)
{
    /// <summary>Larger trees show the branches on the way to the current page only: others open with the page above them.</summary>
    private const int MostWithAllBranches = 300;

    /// <param name="current">Null where no page of the tree is shown.</param>
    public IHtmlContent Write(DocTree tree, DocNode? current)
    {
        var html = new StringBuilder(tree.All.Count * 160);
        WriteList(html, tree.Roots, current, isLarge: tree.All.Count > MostWithAllBranches);
        return new HtmlString(html.ToString());
    }

    private void WriteList(StringBuilder html, IReadOnlyList<DocNode> nodes, DocNode? current, bool isLarge)
    {
        html.Append("<ul class=\"docs-tree\">\n");
        foreach (var node in nodes)
        {
            html.Append("<li class=\"nav-item\">\n");
            WriteLink(html, node, node == current);
            var isOpen = current is not null && (current == node || current.IsBelow(node));
            if (node.Children.Count > 0 && (isOpen || !isLarge))
            {
                html.Append("<details class=\"docs-branch\"").Append(isOpen || node.Depth == 0 ? " open" : "")
                    .Append("><summary aria-label=\"").Append(encoder.Encode(branchLabel(node.Label))).Append("\"></summary>\n");
                WriteList(html, node.Children, current, isLarge);
                html.Append("</details>\n");
            }

            html.Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private void WriteLink(StringBuilder html, DocNode node, bool isCurrent)
    {
        html.Append("<a class=\"nav-link\" href=\"").Append(encoder.Encode(pathBase + node.Address)).Append('"');
        if (isCurrent)
            html.Append(" aria-current=\"page\"");
        html.Append(">\n");
        if (node.Icon is { } icon)
            html.Append("<i class=\"bi bi-").Append(icon).Append(" me-1\"></i>\n");
        html.Append(encoder.Encode(node.Label)).Append("\n</a>\n");
    }
}
