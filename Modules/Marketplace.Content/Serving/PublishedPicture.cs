using System.Collections.Concurrent;
using Marketplace.Content.Addresses;
using Marketplace.Content.Items;

namespace Marketplace.Content.Serving;

/// <summary>A row of <c>content_published</c> without its text.</summary>
internal sealed record PublishedRow
{
    public required string ItemId { get; init; }

    public required string GroupId { get; init; }

    public required string Kind { get; init; }

    public required string Language { get; init; }

    public string? Address { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Fields { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}

/// <summary>A place in a tree, whatever of it is published.</summary>
internal sealed record GroupPlace(string Id, string? ParentGroupId, int Position);

/// <summary>Everything that readers may read at one stamp, as it is looked up. Texts are fetched when somebody reads them.</summary>
internal sealed class PublishedPicture
{
    private readonly Dictionary<string, PublishedRow> _rows;
    private readonly Dictionary<string, GroupPlace> _groups;
    private readonly ILookup<string, PublishedEntry> _byAddress;
    private readonly ILookup<string, PublishedEntry> _byGroup;
    private readonly Dictionary<string, Redirect> _redirects;
    private readonly ConcurrentDictionary<(string Kind, string Language), IReadOnlyList<PublishedEntry>> _lists = new();
    private readonly string _ownLanguage;

    public PublishedPicture(
        long stamp, IReadOnlyList<PublishedRow> rows, IReadOnlyList<GroupPlace> groups, IReadOnlyList<Redirect> redirects,
        IReadOnlySet<string> kindsWithoutAddress, string ownLanguage)
    {
        Stamp = stamp;
        _ownLanguage = ownLanguage;
        _rows = rows.ToDictionary(x => x.ItemId, StringComparer.Ordinal);
        _groups = groups.ToDictionary(x => x.Id, StringComparer.Ordinal);
        _redirects = redirects.ToDictionary(x => x.FromAddress, StringComparer.Ordinal);
        var published = rows.Select(x => x.GroupId).ToHashSet(StringComparer.Ordinal);
        Entries = [.. rows.Select(x => EntryOf(x, published, kindsWithoutAddress.Contains(x.Kind)))];
        _byAddress = Entries.Where(x => x.Address is not null).ToLookup(x => x.Address!, StringComparer.Ordinal);
        _byGroup = Entries.ToLookup(x => x.GroupId, StringComparer.Ordinal);
    }

    public long Stamp { get; }

    public IReadOnlyList<PublishedEntry> Entries { get; }

    /// <summary>Texts that were read, by item and version.</summary>
    public ConcurrentDictionary<(string ItemId, int Version), PublishedItem> Texts { get; } = new();

    public int VersionOf(string itemId) => _rows[itemId].Version;

    /// <returns>All languages of the text that has this address.</returns>
    public IEnumerable<PublishedEntry> At(string address) => _byAddress[address];

    /// <param name="language">Null: the tenant's own first.</param>
    public PublishedEntry? Find(string address, string? language) =>
        language is null
            ? At(address).FirstOrDefault(x => x.Language == _ownLanguage) ?? At(address).FirstOrDefault()
            : At(address).FirstOrDefault(x => x.Language == language);

    public IReadOnlyList<PublishedEntry> OfGroup(string groupId) => [.. _byGroup[groupId].OrderBy(x => x.Language, StringComparer.Ordinal)];

    public IReadOnlyList<PublishedEntry> List(string kind, string language) =>
        _lists.GetOrAdd((kind, language), x => InReadingOrder(x.Kind, x.Language));

    /// <summary>Where a request for an address that no page answers goes.</summary>
    /// <returns>Null: nothing is known of it.</returns>
    public RedirectTarget? Resolve(string address)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = address; seen.Add(at) && _redirects.TryGetValue(at, out var redirect);)
        {
            if (redirect.ToGroupId is { } group)
                return Live(group, redirect.ToLanguage) is { Address: { } live }
                    ? new RedirectTarget(Redirect.Moved, live)
                    : redirect.Status == Redirect.Gone || !redirect.IsThere ? new RedirectTarget(Redirect.Gone, null) : null;
            if (redirect.Status == Redirect.Gone || redirect.ToAddress is not { Length: > 0 } to)
                return new RedirectTarget(Redirect.Gone, null);
            if (to[0] != '/' || ContentAddress.Fold(to) is not { } next || At(next).Any() || !_redirects.ContainsKey(next))
                return new RedirectTarget(Redirect.Moved, to);
            at = next;
        }

        return null;
    }

    private PublishedEntry? Live(string groupId, string? language) =>
        _byGroup[groupId].OrderBy(x => x.Language == language ? 0 : x.Language == _ownLanguage ? 1 : 2).FirstOrDefault();

    private PublishedEntry EntryOf(PublishedRow row, HashSet<string> published, bool isNamed)
    {
        var (parent, depth) = Above(row.GroupId, published);
        var fields = FieldsJson.Read(row.Fields);
        if (isNamed && row.Address is not null)
            fields = new Dictionary<string, string>(fields, StringComparer.Ordinal) { ["name"] = row.Address };
        return new PublishedEntry(
            row.ItemId, row.GroupId, row.Kind, row.Language, isNamed ? null : row.Address, row.Title, row.Description, parent, depth,
            row.PublishedAt, fields);
    }

    /// <summary>The nearest of those above it that readers see, and how many of them there are.</summary>
    private (string? Parent, int Depth) Above(string groupId, HashSet<string> published)
    {
        string? parent = null;
        var depth = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal) { groupId };
        for (var at = ParentOf(groupId); at is not null && seen.Add(at); at = ParentOf(at))
        {
            if (!published.Contains(at))
                continue;
            parent ??= at;
            depth++;
        }

        return (parent, depth);
    }

    private string? ParentOf(string groupId) => _groups.GetValueOrDefault(groupId)?.ParentGroupId;

    private List<PublishedEntry> InReadingOrder(string kind, string language)
    {
        var shown = Entries.Where(x => x.Kind == kind).GroupBy(x => x.GroupId, StringComparer.Ordinal)
            .Select(x => x.FirstOrDefault(y => y.Language == language) ?? x.FirstOrDefault(y => y.Language == _ownLanguage))
            .OfType<PublishedEntry>().ToList();
        var groups = shown.Select(x => x.GroupId).ToHashSet(StringComparer.Ordinal);
        // What stands below a page that is in neither language moves up to the next one that is.
        var placed = shown.Select(x =>
        {
            var (parent, depth) = Above(x.GroupId, groups);
            return x with { ParentGroupId = parent, Depth = depth };
        }).ToLookup(x => x.ParentGroupId ?? "", StringComparer.Ordinal);
        var list = new List<PublishedEntry>(shown.Count);
        Add("");
        return list;

        void Add(string parent)
        {
            foreach (var entry in placed[parent].OrderBy(PlaceOf, PlaceOrder).ThenBy(x => x.Title, StringComparer.Ordinal))
            {
                list.Add(entry);
                Add(entry.GroupId);
            }
        }
    }

    private static Comparer<IReadOnlyList<int>> PlaceOrder { get; } = Comparer<IReadOnlyList<int>>.Create((a, b) =>
    {
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            if (a[i] != b[i])
                return a[i].CompareTo(b[i]);
        }

        return a.Count.CompareTo(b.Count);
    });

    /// <summary>The places from the top of the tree down, so that what moved up stands where its parent would.</summary>
    private List<int> PlaceOf(PublishedEntry entry)
    {
        var places = new List<int>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = entry.GroupId; at is not null && seen.Add(at); at = ParentOf(at))
            places.Insert(0, _groups.GetValueOrDefault(at)?.Position ?? 0);
        return places;
    }
}

/// <param name="Status"><see cref="Redirect.Moved"/> or <see cref="Redirect.Gone"/>.</param>
/// <param name="To">Of this site, or <c>https://…</c>; null where it is gone.</param>
internal sealed record RedirectTarget(int Status, string? To);
