using System.Text.Json;
using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Content.Media;
using Marketplace.Content.Rendering;
using Marketplace.Content.Serving;
using Marketplace.Content.SiteMenus;
using Marketplace.Data;

namespace Marketplace.Content.Links;

/// <summary>
/// Follows every link of what readers see that stays on this site: to pages and places on them, to media, and those of the menus. Nothing
/// is fetched; other sites are not asked.
/// </summary>
internal sealed class CheckLinks(
    IDatabase database, PublishedContent published, SiteRoutes routes, SiteMenuStore menus, IEnumerable<IMediaFacts> media, ITenant tenant,
    TimeProvider time)
{
    private const string MediaRoot = "/media/";

    /// <returns>What was found, as it is stored from now on.</returns>
    public async Task<(LinkCheck Check, IReadOnlyList<BrokenLink> Broken)> ExecuteAsync(CancellationToken cancellationToken)
    {
        var picture = await published.ReadAsync(cancellationToken);
        var texts = await ReadAsync(cancellationToken);
        var anchors = texts.GroupBy(x => x.Row.ItemId, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.First().Links.Anchors, StringComparer.Ordinal);
        var uses = new List<LinkUse>();
        foreach (var (row, links) in texts)
            uses.AddRange(links.Targets.Select(x => Use(row.ItemId, row.Language, row.Title, row.Address, x)).OfType<LinkUse>());
        var broken = new List<BrokenLink>();
        foreach (var menu in await menus.ListAsync(cancellationToken))
            AddMenu(menu, picture, uses, broken);
        var files = await FindMediaAsync(uses, cancellationToken);
        broken.AddRange(uses.Select(x => Check(x, picture, anchors, files)).OfType<BrokenLink>());
        var check = new LinkCheck(picture.Stamp, texts.Count, uses.Count, time.GetUtcNow());
        await StoreAsync(check, broken, cancellationToken);
        return (check, broken);
    }

    private LinkUse? Use(string place, string language, string title, string? address, LinkTarget target) =>
        SiteLink.Read(target.Address, address is ['/', ..] ? address : "/", tenant.PathPrefix, tenant.Hosts) is { } link
            ? new LinkUse(place, language, title, address is ['/', ..] ? address : null, target, link)
            : null;

    private void AddMenu(SiteMenu menu, PublishedPicture picture, List<LinkUse> uses, List<BrokenLink> broken)
    {
        var place = $"{BrokenLink.MenuPlace}{menu.Menu}/{menu.Language}";
        foreach (var entry in menu.Entries.Where(x => x.Address.Length > 0))
        {
            if (entry.GroupId is null)
            {
                if (Use(place, menu.Language, entry.Label, null, new LinkTarget(entry.Address, entry.Label)) is { } use)
                    uses.Add(use);
            }
            else if (picture.OfGroup(entry.GroupId).Count == 0)
            {
                broken.Add(new BrokenLink(
                    place, entry.Address, menu.Language, entry.Label, null, entry.Label, BrokenReason.Missing, Better: null));
            }
        }
    }

    private BrokenLink? Check(
        LinkUse use, PublishedPicture picture, Dictionary<string, IReadOnlySet<string>> anchors, IReadOnlySet<string> files)
    {
        var (path, anchor) = use.Link;
        BrokenLink Broken(BrokenReason reason, string? better = null) =>
            new(use.Place, use.Target.Address, use.Language, use.Title, use.Address, use.Target.Text, reason, better);
        // What was not read, because it was published meanwhile, is looked at in the next round.
        bool HasAnchor(string itemId) => anchor.Length == 0 || anchors.GetValueOrDefault(itemId)?.Contains(anchor) != false;
        if (path.StartsWith(MediaRoot, StringComparison.Ordinal))
            return files.Contains(path) ? null : Broken(BrokenReason.Media);
        // A place on the page itself.
        if (use.Target.Address[0] == '#')
            return HasAnchor(use.Place) ? null : Broken(BrokenReason.Anchor);
        var (address, language) = Read(path, use.Language);
        if ((picture.Find(address, language) ?? picture.Find(address, null)) is { } entry)
            return HasAnchor(entry.ItemId) ? null : Broken(BrokenReason.Anchor);
        return picture.Resolve(address) switch
        {
            { To: { } to } => Broken(BrokenReason.Moved, to),
            { } => Broken(BrokenReason.Gone),
            null => routes.Answers(path) ? null : Broken(BrokenReason.Missing),
        };
    }

    /// <summary>A language may stand before an address, and a page may be asked for as Markdown.</summary>
    private (string Address, string Language) Read(string path, string language)
    {
        var segments = path.Split('/', 3);
        if (segments.Length > 1 && ContentSite.Of(tenant).AllLanguages.Contains(segments[1], StringComparer.Ordinal))
            (path, language) = ("/" + segments.ElementAtOrDefault(2), segments[1]);
        if (path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
            path = path[..^".md".Length];
        return (ContentAddress.Fold(path) ?? path, language);
    }

    private async Task<IReadOnlySet<string>> FindMediaAsync(IEnumerable<LinkUse> uses, CancellationToken cancellationToken)
    {
        var wanted = uses.Select(x => x.Link.Path).Where(x => x.StartsWith(MediaRoot, StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0 || media.FirstOrDefault() is not { } library)
            return wanted;
        return (await library.FindAsync(wanted, cancellationToken)).Keys.ToHashSet(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<(TextRow Row, LinksOfText Links)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<TextRow>(
            "select item_id, language, title, address, rendered from content_published", null, cancellationToken);
        return [.. rows.Select(x => (x with { Rendered = "" }, LinkScan.Read(JsonSerializer.Deserialize<RenderedText>(x.Rendered)!)))];
    }

    private Task StoreAsync(LinkCheck check, List<BrokenLink> broken, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                // The one row of the check is what two checks at once wait for.
                await db.ExecuteAsync(
                    """
                    insert into content_link_checks (id, stamp, texts, links, at) values (1, @Stamp, @Texts, @Links, @At)
                    on conflict (id) do update set stamp = excluded.stamp, texts = excluded.texts, links = excluded.links, at = excluded.at
                    """,
                    check, cancellationToken);
                await db.ExecuteAsync("delete from content_broken_links", null, cancellationToken);
                foreach (var link in broken.DistinctBy(x => (x.Place, x.Target)))
                {
                    await db.ExecuteAsync(
                        """
                        insert into content_broken_links (place, target, language, title, address, words, reason, better)
                        values (@Place, @Target, @Language, @Title, @Address, @Words, @reason, @Better)
                        """,
                        new
                        {
                            link.Place, link.Target, link.Language, link.Title, link.Address, link.Words, reason = link.Reason.ToString(),
                            link.Better,
                        },
                        cancellationToken);
                }
            },
            cancellationToken);

    private sealed record TextRow(string ItemId, string Language, string Title, string? Address, string Rendered);

    private sealed record LinkUse(string Place, string Language, string Title, string? Address, LinkTarget Target, SiteLink Link);
}
