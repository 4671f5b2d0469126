using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Navigation;

internal sealed class ContentMenu(IStringLocalizer<ContentMenu> texts) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new MenuItem(texts["Overview"], "~/dashboard", "grid-1x2", Order: 0)],
        Menus.Admin =>
        [
            new(texts["Menus"], "~/admin/content/menus", "list-nested", 40, texts["Content"], Permissions.ManageMenus),
            new(texts["Redirects"], "~/admin/content/redirects", "signpost", 41, texts["Content"], Permissions.ManageRedirects),
            new(texts["Broken links"], "~/admin/content/links", "link-45deg", 42, texts["Content"], Permissions.WriteContent),
            new(texts["Wording"], "~/admin/content/wording", "spellcheck", 43, texts["Content"], Permissions.WriteContent),
            new(texts["Import and export"], "~/admin/content/exchange", "arrow-left-right", 44, texts["Content"], Permissions.WriteContent),
        ],
        _ => [],
    };
}
