using Microsoft.AspNetCore.Html;

namespace Marketplace.Abstractions;

/// <summary>
/// A live block that editors put into texts, written <c>{{price product="small-vm"}}</c>: what it shows is read when the page is made, so
/// a changed price is on every page at once. A module registers its blocks as scoped services.
/// </summary>
public interface IContentBlock
{
    /// <summary>
    /// How it is written: lower-case letters, digits and <c>-</c>, starting with a letter. Unique in the tenant; never changes.
    /// </summary>
    string Name { get; }

    /// <summary>What the menu of blocks says of it, in the language of the request.</summary>
    BlockDescription Describe();

    /// <summary>Called once per use and making of a page, and for the editor's preview.</summary>
    Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken);
}

/// <param name="Icon">Name of a bootstrap icon without <c>bi-</c>.</param>
public sealed record BlockDescription(string Title, string Detail, string Icon, IReadOnlyList<BlockParameter> Parameters);

/// <param name="Name">As written in the text: lower-case letters and <c>-</c>.</param>
/// <param name="Label">Localized.</param>
public sealed record BlockParameter(string Name, string Label, bool IsRequired)
{
    /// <summary>Localized; one sentence below the field.</summary>
    public string? Help { get; init; }

    /// <summary>What may be chosen; null: any text.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<BlockChoice>>>? Choices { get; init; }
}

public sealed record BlockChoice(string Value, string Label);

/// <param name="Parameters">As written; unknown ones included.</param>
/// <param name="Language">Of the text that the block stands in, for example <c>de</c>.</param>
public sealed record BlockUse(IReadOnlyDictionary<string, string> Parameters, string Language)
{
    /// <returns>Null where it is missing or empty.</returns>
    public string? Find(string parameter) => Parameters.TryGetValue(parameter, out var value) && value.Length > 0 ? value : null;
}

/// <summary>What a block shows. A closed set. Addresses in its HTML may start with <c>~/</c>, the tenant's root.</summary>
public abstract record BlockView
{
    private BlockView()
    {
    }

    /// <summary>The same for every reader, so that it may be kept with the page.</summary>
    /// <param name="IsInline">It stands within a line of text.</param>
    public sealed record ForAll(IHtmlContent Html, bool IsInline = false) : BlockView;

    /// <summary>
    /// Different for each reader: never kept with the page. The page shows <paramref name="Meanwhile"/>, and a script replaces it by what
    /// the address answers to the reader.
    /// </summary>
    /// <param name="Address">Of this tenant, starting with <c>~/</c>; answers a piece of HTML.</param>
    public sealed record ForReader(string Address, IHtmlContent Meanwhile, bool IsInline = false) : BlockView;

    /// <summary>It points to nothing. Readers see nothing; editors see the sentence, and a report lists it.</summary>
    /// <param name="Why">Localized; for example "There is no product small-vm."</param>
    public sealed record Missing(string Why) : BlockView;
}
