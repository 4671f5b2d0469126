using System.Collections.Concurrent;
using System.Globalization;
using Marketplace.Content.Items;

namespace Marketplace.Content.SiteMenus;

/// <summary>
/// Puts what editors wrote in the place of the modules' entries: in the visitor's language, else in the tenant's own. What was made is kept
/// until anything that readers see changes.
/// </summary>
internal sealed class ShownMenus(SiteMenuStore menus, IPublishedContent published, ITenant tenant) : IEditedMenus
{
    private readonly ConcurrentDictionary<(string Menu, string Language), Made> _made = new();

    public async ValueTask<IReadOnlyList<MenuItem>?> FindAsync(string menu, CancellationToken cancellationToken)
    {
        var name = menu switch { Abstractions.Menus.Storefront => SiteMenu.Main, Abstractions.Menus.Footer => SiteMenu.Footer, _ => null };
        if (name is null)
            return null;
        var own = ContentSite.Of(tenant).Language;
        var asked = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return await FindAsync(name, asked, cancellationToken)
            ?? (asked == own ? null : await FindAsync(name, own, cancellationToken));
    }

    /// <returns>Where an entry leads now; null where its text is not published.</returns>
    public async ValueTask<string?> AddressOfAsync(SiteMenuEntry entry, string language, CancellationToken cancellationToken)
    {
        if (entry.GroupId is not { } group)
            return entry.Address;
        var languages = await published.ListTranslationsAsync(group, cancellationToken);
        var own = ContentSite.Of(tenant).Language;
        return (languages.FirstOrDefault(x => x.Language == language) ?? languages.FirstOrDefault(x => x.Language == own)
            ?? (languages.Count > 0 ? languages[0] : null))?.Address;
    }

    private async ValueTask<IReadOnlyList<MenuItem>?> FindAsync(string menu, string language, CancellationToken cancellationToken)
    {
        var stamp = await published.ReadStampAsync(cancellationToken);
        if (_made.TryGetValue((menu, language), out var made) && made.Stamp == stamp)
            return made.Items;
        var items = await MakeAsync(await menus.FindAsync(menu, language, cancellationToken), cancellationToken);
        _made[(menu, language)] = new Made(stamp, items);
        return items;
    }

    private async ValueTask<IReadOnlyList<MenuItem>?> MakeAsync(SiteMenu menu, CancellationToken cancellationToken)
    {
        if (menu.Entries.Count == 0)
            return null;
        var items = new List<MenuItem>();
        var hasHeading = false;
        foreach (var entry in menu.Entries)
        {
            var found = await AddressOfAsync(entry, menu.Language, cancellationToken);
            if (!entry.IsBelow)
                hasHeading = found is not null;
            // What is not published is left out; what is below it moves up rather than vanish with it.
            if (found is not { } address)
                continue;
            var item = new MenuItem(entry.Label, address is ['/', ..] ? "~" + address : address, IconOf(address), items.Count);
            if (entry.IsBelow && hasHeading)
                items[^1] = items[^1] with { Children = [.. items[^1].Children, item] };
            else
                items.Add(item);
        }

        return [.. items.Where(x => x.Href.Length > 0 || x.Children.Count > 0)];
    }

    private static string IconOf(string address) => address is ['/', ..] or "" ? "chevron-right" : "box-arrow-up-right";

    private sealed record Made(long Stamp, IReadOnlyList<MenuItem>? Items);
}
