using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Navigation;

internal sealed class ContentMenu(IStringLocalizer<ContentMenu> texts) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new MenuItem(texts["Overview"], "~/dashboard", "grid-1x2", Order: 0)],
        Menus.Admin =>
        [
            new(texts["Content"], "~/admin/content", "file-earmark-text", 40, texts["Content"], Permissions.WriteContent),
            new(texts["What editors have to do"], "~/admin/content/overview", "list-check", 41, texts["Content"],
                Permissions.WriteContent),
        ],
        _ => [],
    };
}
