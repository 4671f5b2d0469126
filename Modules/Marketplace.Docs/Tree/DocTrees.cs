using System.Collections.Concurrent;
using Marketplace.Content.Items;
using Marketplace.Docs.Kinds;
using Marketplace.Docs.Languages;

namespace Marketplace.Docs.Tree;

/// <summary>The tree of each language, made anew when something was published.</summary>
internal sealed class DocTrees(IPublishedContent content, DocLanguages languages, DocTreeCache cache)
{
    public async ValueTask<DocTree> GetAsync(string language, CancellationToken cancellationToken)
    {
        var stamp = await content.ReadStampAsync(cancellationToken);
        if (cache.Find(language, stamp) is { } kept)
            return kept;
        var tree = new DocTree(language, languages.Own, await content.ListAsync(DocKinds.Doc, language, cancellationToken));
        cache.Keep(language, stamp, tree);
        return tree;
    }
}

/// <summary>One for each shell.</summary>
internal sealed class DocTreeCache
{
    private readonly ConcurrentDictionary<string, (long Stamp, DocTree Tree)> _trees = new(StringComparer.Ordinal);

    public DocTree? Find(string language, long stamp) =>
        _trees.TryGetValue(language, out var kept) && kept.Stamp == stamp ? kept.Tree : null;

    public void Keep(string language, long stamp, DocTree tree) => _trees[language] = (stamp, tree);
}
