using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Docs.Tree;

namespace Marketplace.Docs.Reading;

/// <summary>A page as one reader sees it.</summary>
/// <param name="Html">Safe to write as it is.</param>
/// <param name="Node">Its place in the tree; null for the moment in which it is published and the tree is not made anew.</param>
/// <param name="Translations">The same page in other languages.</param>
/// <param name="IsUntranslated">The reader asked for a language in which there is no such page.</param>
internal sealed record DocPage(
    PublishedItem Item, string Html, FilledText Text, DocTree Tree, DocNode? Node, IReadOnlyList<PublishedEntry> Translations,
    bool IsUntranslated)
{
    public PublishedEntry Entry => Item.Entry;

    /// <summary>A text that begins with a title of its own keeps it.</summary>
    public bool HasOwnTitle => Html.Contains("<h1", StringComparison.Ordinal);
}
