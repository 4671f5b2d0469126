namespace Marketplace.Content.Rendering;

/// <summary>What the partial <c>_Article</c> shows: text, and what its script needs.</summary>
/// <param name="Headings">For the contents above the text; none where the page shows them elsewhere or not at all.</param>
/// <param name="HasCode">Code is coloured, by a script that is loaded for it.</param>
/// <param name="Language">Of the text, for example <c>de</c>.</param>
public sealed record ArticleView(FilledText Text, IReadOnlyList<TextHeading> Headings, bool HasCode, string Language);
