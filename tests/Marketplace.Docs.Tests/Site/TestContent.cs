using System.Collections.Concurrent;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;

namespace Marketplace.Docs.Tests.Site;

/// <summary>What is published, in memory, and blocks that show a word.</summary>
internal sealed class TestContent(params PublishedItem[] pages) : IPublishedContent, ITextPages
{
    private readonly Lock _lock = new();
    private List<PublishedItem> _pages = [.. pages];
    private long _stamp = 1;

    public string OwnLanguage { get; init; } = "en";

    /// <summary>HTML by the block's name.</summary>
    public ConcurrentDictionary<string, string> Blocks { get; } = new(StringComparer.Ordinal);

    public void Publish(params PublishedItem[] published)
    {
        lock (_lock)
        {
            _pages = [.. _pages.Where(x => published.All(y => y.Entry.ItemId != x.Entry.ItemId)), .. published];
            _stamp++;
        }
    }

    public void Unpublish(PublishedItem item)
    {
        lock (_lock)
        {
            _pages = [.. _pages.Where(x => x.Entry.ItemId != item.Entry.ItemId)];
            _stamp++;
        }
    }

    public ValueTask<long> ReadStampAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_stamp);

    public ValueTask<PublishedItem?> FindAsync(string address, string? language, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_pages.Find(x => x.Entry.Address == address && (language is null || x.Entry.Language == language)));

    public ValueTask<IReadOnlyList<PublishedEntry>> ListAsync(string kind, string language, CancellationToken cancellationToken)
    {
        var shown = _pages.Select(x => x.Entry).Where(x => x.Kind == kind).GroupBy(x => x.GroupId)
            .Select(x => x.FirstOrDefault(y => y.Language == language) ?? x.FirstOrDefault(y => y.Language == OwnLanguage))
            .OfType<PublishedEntry>().ToList();
        IReadOnlyList<PublishedEntry> ordered = [.. Below(null)];
        return ValueTask.FromResult(ordered);

        IEnumerable<PublishedEntry> Below(string? parent) =>
            shown.Where(x => x.ParentGroupId == parent).SelectMany(x => Below(x.GroupId).Prepend(x));
    }

    public ValueTask<IReadOnlyList<PublishedEntry>> ListTranslationsAsync(string groupId, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<PublishedEntry>>([.. _pages.Select(x => x.Entry).Where(x => x.GroupId == groupId)]);

    public Task<FilledText> FillAsync(RenderedText text, string language, CancellationToken cancellationToken)
    {
        var html = string.Concat(text.Parts.Select(x => x.Html ?? Blocks.GetValueOrDefault(x.Block!, "")));
        return Task.FromResult(new FilledText(html, HasLiveParts: false, []));
    }
}
