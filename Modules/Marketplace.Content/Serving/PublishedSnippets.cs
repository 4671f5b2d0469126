using Marketplace.Content.Items;
using Marketplace.Content.Rendering;

namespace Marketplace.Content.Serving;

/// <summary>The published items of the kind <c>snippet</c>.</summary>
internal sealed class PublishedSnippets(PublishedContent content) : ISnippets
{
    public async Task<RenderedText?> FindAsync(string name, string language, CancellationToken cancellationToken) =>
        (await content.FindByNameAsync(OwnKinds.Snippet, name, language, cancellationToken))?.Text;

    public async Task<IReadOnlyList<BlockChoice>> ListAsync(string language, CancellationToken cancellationToken) =>
        [.. (await content.ListAsync(OwnKinds.Snippet, language, cancellationToken))
            .Select(x => new BlockChoice(x.Fields.GetValueOrDefault("name", ""), x.Title))
            .OrderBy(x => x.Label, StringComparer.CurrentCulture)];
}
