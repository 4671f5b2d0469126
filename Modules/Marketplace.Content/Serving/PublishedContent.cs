using System.Text.Json;
using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Data;

namespace Marketplace.Content.Serving;

/// <summary>Keeps a picture of what is published in this process, and makes a new one when the stamp has changed.</summary>
internal sealed class PublishedContent(IDatabase database, ContentStamp stamp, KindCatalogue kinds, ITenant tenant)
    : IPublishedContent, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile PublishedPicture? _picture;

    public ValueTask<long> ReadStampAsync(CancellationToken cancellationToken) => stamp.ReadAsync(cancellationToken);

    public async ValueTask<PublishedItem?> FindAsync(string address, string? language, CancellationToken cancellationToken)
    {
        // What is published anew while it is being read is read once more.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var picture = await ReadAsync(cancellationToken);
            if (ContentAddress.Fold(address) is not { } folded || picture.Find(folded, language) is not { } entry)
                return null;
            if (await ReadTextAsync(picture, entry, cancellationToken) is { } item)
                return item;
            await _turn.WaitAsync(cancellationToken);
            _picture = null;
            _turn.Release();
        }

        return null;
    }

    /// <summary>One of a kind without addresses, by its name.</summary>
    public async ValueTask<PublishedItem?> FindByNameAsync(string kind, string name, string language, CancellationToken cancellationToken)
    {
        var picture = await ReadAsync(cancellationToken);
        return picture.List(kind, language).FirstOrDefault(x => x.Fields.GetValueOrDefault("name") == name) is { } entry
            ? await ReadTextAsync(picture, entry, cancellationToken)
            : null;
    }

    /// <summary>All of a kind with their texts, in the order of <see cref="ListAsync"/>.</summary>
    public async ValueTask<IReadOnlyList<PublishedItem>> ListTextsAsync(string kind, string language, CancellationToken cancellationToken)
    {
        var picture = await ReadAsync(cancellationToken);
        var items = new List<PublishedItem>();
        foreach (var entry in picture.List(kind, language))
        {
            if (await ReadTextAsync(picture, entry, cancellationToken) is { } item)
                items.Add(item);
        }

        return items;
    }

    public async ValueTask<IReadOnlyList<PublishedEntry>> ListAsync(string kind, string language, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).List(kind, language);

    public async ValueTask<IReadOnlyList<PublishedEntry>> ListTranslationsAsync(string groupId, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).OfGroup(groupId);

    /// <summary>What readers may read by now.</summary>
    public async ValueTask<PublishedPicture> ReadAsync(CancellationToken cancellationToken)
    {
        var now = await stamp.ReadAsync(cancellationToken);
        if (_picture is { } known && known.Stamp >= now)
            return known;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_picture is { } meanwhile && meanwhile.Stamp >= now)
                return meanwhile;
            var picture = await LoadAsync(cancellationToken);
            if (_picture is { } old)
            {
                foreach (var (key, text) in old.Texts)
                {
                    if (picture.Entries.FirstOrDefault(x => x.ItemId == key.ItemId) is { } entry
                        && picture.VersionOf(key.ItemId) == key.Version
                        && entry.ChangedAt == text.Entry.ChangedAt)
                        picture.Texts[key] = text with { Entry = entry };
                }
            }

            _picture = picture;
            return picture;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The stamp is read first: what changes while the rest is read is read again with the next one.</summary>
    private async Task<PublishedPicture> LoadAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var value = await session.QuerySingleAsync<long>("select value from content_stamp where id = 1", null, cancellationToken);
        var rows = await session.QueryAsync<PublishedRow>(
            """
            select item_id, group_id, kind, language, address, title, description, fields, version, published_at
            from content_published
            """,
            null, cancellationToken);
        var groups = await session.QueryAsync<GroupPlace>(
            "select id, parent_group_id, position from content_groups", null, cancellationToken);
        var redirects = await Redirects.ListAsync(session, cancellationToken);
        return new PublishedPicture(
            value, rows, groups, redirects,
            kinds.All.Where(x => x.Root is null).Select(x => x.Name).ToHashSet(StringComparer.Ordinal), ContentSite.Of(tenant).Language);
    }

    private async Task<PublishedItem?> ReadTextAsync(
        PublishedPicture picture, PublishedEntry entry, CancellationToken cancellationToken)
    {
        var key = (entry.ItemId, picture.VersionOf(entry.ItemId));
        if (picture.Texts.TryGetValue(key, out var known))
            return known;
        await using var session = await database.OpenAsync(cancellationToken);
        var stored = await session.QuerySingleOrDefaultAsync<StoredText>(
            "select body, rendered from content_published where item_id = @ItemId and version = @Version",
            new { entry.ItemId, Version = key.Item2 }, cancellationToken);
        return stored is null
            ? null
            : picture.Texts.GetOrAdd(
                key, new PublishedItem(entry, stored.Body, JsonSerializer.Deserialize<RenderedText>(stored.Rendered)!));
    }

    private sealed record StoredText(string Body, string Rendered);
}
