using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Navigation;

internal sealed class ContentMenu(IStringLocalizer<ContentMenu> texts) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new MenuItem(texts["Overview"], "~/dashboard", "grid-1x2", Order: 0)],
        _ => [],
    };
}
