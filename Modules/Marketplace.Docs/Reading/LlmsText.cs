using System.Text;
using Marketplace.Docs.Tree;

namespace Marketplace.Docs.Reading;

/// <summary>The list of pages for programs that read (<c>/llms.txt</c>, see llmstxt.org): Markdown with links to Markdown.</summary>
internal sealed class LlmsText(ITenant tenant, PublicAddresses addresses)
{
    public string Write(DocTree tree)
    {
        var text = new StringBuilder("# ").Append(OneLine(tenant.DisplayName)).Append("\n\n");
        var tagline = tenant.Settings.Get<SiteSettings>("site").Tagline;
        if (tagline.Length > 0)
            text.Append("> ").Append(OneLine(tagline)).Append("\n\n");
        if (tree.All.Count > 0)
            text.Append("## Documentation\n\n");
        foreach (var node in tree.All)
        {
            text.Append(' ', node.Depth * 2).Append("- [").Append(OneLine(node.Entry.Title).Replace("]", "\\]", StringComparison.Ordinal))
                .Append("](").Append(addresses.Of(DocAddress.MarkdownOf(node.Address))).Append(')');
            if (node.Entry.Description.Length > 0)
                text.Append(": ").Append(OneLine(node.Entry.Description));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
