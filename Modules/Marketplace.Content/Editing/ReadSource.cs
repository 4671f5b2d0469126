using Marketplace.Content.Items;

namespace Marketplace.Content.Editing;

/// <summary>What a text was translated from.</summary>
/// <param name="Text">What readers see of it; of what they do not see, the working copy.</param>
/// <param name="Version">Of that text.</param>
/// <param name="IsOutdated">It is another by now than what was translated.</param>
/// <param name="Difference">Null where nothing changed, or where the history has lost what was translated.</param>
internal sealed record TranslationSource(
    ContentItem Item, ItemText Text, int Version, bool IsOutdated, VersionDifference? Difference);

/// <summary>What whoever translates has to see of the source.</summary>
internal sealed class ReadSource(ItemStore items, ItemHistory history, CompareVersions compare)
{
    /// <returns>Null where the item is no translation, or its source is gone.</returns>
    public async Task<TranslationSource?> ExecuteAsync(ContentItem item, CancellationToken cancellationToken)
    {
        if (item.SourceItemId is not { } id || await items.FindAsync(id, cancellationToken) is not { TrashedAt: null } source)
            return null;
        if (source.PublishedVersion is not { } published
            || await history.FindAsync(id, published, cancellationToken) is not { } seen)
            return new TranslationSource(source, source.Text, source.Version, IsOutdated: false, Difference: null);
        if (!(published > item.SourceVersion))
            return new TranslationSource(source, seen.Text, published, IsOutdated: false, Difference: null);
        var translated = await history.FindAsync(id, item.SourceVersion.Value, cancellationToken);
        return new TranslationSource(
            source, seen.Text, published, IsOutdated: true, translated is null ? null : compare.Of(translated, seen));
    }
}
