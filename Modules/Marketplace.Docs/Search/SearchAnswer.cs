using Marketplace.Docs.Tree;

namespace Marketplace.Docs.Search;

/// <summary>What a search found.</summary>
/// <param name="Text">As it was typed, cut to its longest length.</param>
/// <param name="Corrected">What was searched for instead; null where that is what was typed.</param>
/// <param name="Results">One for each page, the best first.</param>
internal sealed record SearchAnswer(string Text, string? Corrected, IReadOnlyList<SearchResult> Results, bool HasMore)
{
    public static SearchAnswer Nothing(string text) => new(text, Corrected: null, [], HasMore: false);
}

/// <param name="Anchor">Where on the page the words stand; empty at its beginning.</param>
internal sealed record SearchResult(
    DocNode Page, string Anchor, IReadOnlyList<Highlight> Title, IReadOnlyList<Highlight> Heading, IReadOnlyList<Highlight> Excerpt)
{
    public string Address => Page.Address + (Anchor.Length > 0 ? "#" + Uri.EscapeDataString(Anchor) : "");
}

/// <param name="IsHit">One of the words that were searched for.</param>
internal sealed record Highlight(string Text, bool IsHit);
