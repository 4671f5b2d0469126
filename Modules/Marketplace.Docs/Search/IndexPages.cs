using Marketplace.Content.Items;
using Marketplace.Docs.Kinds;
using Marketplace.Docs.Languages;

namespace Marketplace.Docs.Search;

/// <summary>Brings the index to what is published now, whatever an event said.</summary>
internal sealed class IndexPages(IPublishedContent content, PageSections sections, SearchIndex index, DocLanguages languages)
{
    /// <summary>What is published is known in every process within a second.</summary>
    private static readonly TimeSpan UntilKnown = TimeSpan.FromMilliseconds(1_200);

    private static readonly TimeSpan SameTime = TimeSpan.FromMilliseconds(1);

    /// <summary>After an event: where nothing seems to have changed, what is known here may be a moment old.</summary>
    public async Task FollowAsync(string itemId, string address, string language, bool isPublished, CancellationToken cancellationToken)
    {
        var indexed = await index.FindAsync(itemId, cancellationToken);
        var item = await FindAsync(itemId, address, language, cancellationToken);
        if (isPublished ? item is null || IsSame(indexed, item.Entry) : item is not null)
        {
            await Task.Delay(UntilKnown, cancellationToken);
            item = await FindAsync(itemId, address, language, cancellationToken);
        }

        await BringAsync(itemId, item, indexed, cancellationToken);
    }

    /// <summary>Pages that were published before the module was switched on, and whatever an event missed.</summary>
    /// <returns>How many pages were indexed or taken out.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        var indexed = await index.ListAsync(cancellationToken);
        var published = new HashSet<string>(StringComparer.Ordinal);
        var changes = 0;
        foreach (var language in languages.All)
        {
            foreach (var entry in await content.ListAsync(DocKinds.Doc, language, cancellationToken))
            {
                if (entry.Address is not { } address || entry.Language != language)
                    continue;
                published.Add(entry.ItemId);
                if (IsSame(indexed.GetValueOrDefault(entry.ItemId), entry)
                    || await FindAsync(entry.ItemId, address, language, cancellationToken) is not { } item)
                    continue;
                await index.ReplaceAsync(item.Entry, await sections.CutAsync(item, cancellationToken), cancellationToken);
                changes++;
            }
        }

        foreach (var gone in indexed.Keys.Where(x => !published.Contains(x)))
        {
            await index.RemoveAsync(gone, cancellationToken);
            changes++;
        }

        return changes;
    }

    private async Task BringAsync(string itemId, PublishedItem? item, IndexedPage? indexed, CancellationToken cancellationToken)
    {
        if (item is null && indexed is not null)
            await index.RemoveAsync(itemId, cancellationToken);
        if (item is not null && !IsSame(indexed, item.Entry))
            await index.ReplaceAsync(item.Entry, await sections.CutAsync(item, cancellationToken), cancellationToken);
    }

    private async Task<PublishedItem?> FindAsync(string itemId, string address, string language, CancellationToken cancellationToken) =>
        await content.FindAsync(address, language, cancellationToken) is { } item && item.Entry.ItemId == itemId ? item : null;

    private static bool IsSame(IndexedPage? indexed, PublishedEntry entry) =>
        indexed is not null && indexed.Language == entry.Language && (indexed.ChangedAt - entry.ChangedAt).Duration() < SameTime;
}
