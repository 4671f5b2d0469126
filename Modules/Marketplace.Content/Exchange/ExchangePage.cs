using Marketplace.Content.Items;

namespace Marketplace.Content.Exchange;

/// <summary>One text as it stands in a file.</summary>
/// <param name="Key">The same for all languages of a text: the path below the language, without the ending.</param>
/// <param name="Parent">Address of the text above it, of its kind and language; null at the top.</param>
/// <param name="Position">Null: where it is, or behind the others.</param>
/// <param name="IsPublished">What lies in files is meant for readers, unless it says otherwise: then it comes as a draft.</param>
internal sealed record ExchangePage(
    string File, string Key, string Language, string Kind, ItemText Text, string? Parent, int? Position, bool IsPublished)
{
    /// <summary>Never null here; a name for kinds without addresses.</summary>
    public string Address => Text.Address!;
}

/// <param name="Path">As the library names it, for example <c>docs/wallet.png</c>.</param>
internal sealed record ExchangeMedia(string File, string Path, byte[] Content);

internal sealed record ExchangeTree(
    IReadOnlyList<ExchangePage> Pages, IReadOnlyList<ExchangeMedia> Media, IReadOnlyList<string> Ignored,
    IReadOnlyList<FileProblem> Problems);
