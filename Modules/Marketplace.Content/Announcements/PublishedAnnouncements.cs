using System.Collections.Concurrent;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Data;

namespace Marketplace.Content.Announcements;

/// <param name="At">When readers saw it first, in whatever language: mending a word makes nothing new of it.</param>
/// <param name="Banner">Null where it is only on the list.</param>
internal sealed record Announcement(PublishedEntry Entry, DateTimeOffset At, Banner? Banner)
{
    /// <summary>What a visitor's browser remembers of it: the same in every language, and another for the next announcement.</summary>
    public string Key => Entry.GroupId;
}

/// <summary>What is announced, newest first. Kept in this process until anything that readers see changes.</summary>
internal sealed class PublishedAnnouncements(IDatabase database, IPublishedContent published, TenantTimes times)
{
    private readonly ConcurrentDictionary<string, Made> _made = new(StringComparer.Ordinal);

    /// <summary>What is not translated stands there in the tenant's own language.</summary>
    public async ValueTask<IReadOnlyList<Announcement>> ListAsync(string language, CancellationToken cancellationToken)
    {
        var stamp = await published.ReadStampAsync(cancellationToken);
        if (_made.TryGetValue(language, out var made) && made.Stamp == stamp)
            return made.Announcements;
        var list = await MakeAsync(language, cancellationToken);
        _made[language] = new Made(stamp, list);
        return list;
    }

    private async Task<IReadOnlyList<Announcement>> MakeAsync(string language, CancellationToken cancellationToken)
    {
        var entries = await published.ListAsync(AnnouncementKind.Name, language, cancellationToken);
        if (entries.Count == 0)
            return [];
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<PublishedOnce>(
            """
            select i.group_id, v.published_at from content_versions v join content_items i on i.id = v.item_id
            where i.kind = @kind and v.published_at is not null
            """,
            new { kind = AnnouncementKind.Name }, cancellationToken);
        var first = rows.GroupBy(x => x.GroupId, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.Min(y => y.PublishedAt), StringComparer.Ordinal);
        return
        [
            .. entries.Where(x => x.Address is not null)
                .Select(x => new Announcement(x, first.GetValueOrDefault(x.GroupId, x.ChangedAt), Banner.Read(x.Fields, times)))
                .OrderByDescending(x => x.At).ThenBy(x => x.Key, StringComparer.Ordinal),
        ];
    }

    private sealed record Made(long Stamp, IReadOnlyList<Announcement> Announcements);

    private sealed record PublishedOnce(string GroupId, DateTimeOffset PublishedAt);
}
