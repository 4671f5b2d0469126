using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Navigation;

internal sealed class ContentMenu(IStringLocalizer<ContentMenu> texts) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new MenuItem(texts["Overview"], "~/dashboard", "grid-1x2", Order: 0)],
        Menus.Footer => [new MenuItem(texts["Announcements"], "~/announcements", "megaphone", Order: 80)],
        Menus.Admin =>
        [
            new(texts["Content"], "~/admin/content", "file-earmark-text", 40, texts["Content"], Permissions.WriteContent),
            new(texts["What editors have to do"], "~/admin/content/overview", "list-check", 41, texts["Content"],
                Permissions.WriteContent),
            new(texts["Menus"], "~/admin/content/menus", "list-nested", 43, texts["Content"], Permissions.ManageMenus),
            new(texts["Redirects"], "~/admin/content/redirects", "signpost", 44, texts["Content"], Permissions.ManageRedirects),
            new(texts["Broken links"], "~/admin/content/links", "link-45deg", 45, texts["Content"], Permissions.WriteContent),
            new(texts["Wording"], "~/admin/content/wording", "spellcheck", 46, texts["Content"], Permissions.WriteContent),
            new(texts["Import and export"], "~/admin/content/exchange", "arrow-left-right", 47, texts["Content"], Permissions.WriteContent),
            new(texts["Accepted terms"], "~/admin/content/acceptances", "file-earmark-check", 48, texts["Content"],
                Permissions.ViewAcceptances),
        ],
        _ => [],
    };
}
