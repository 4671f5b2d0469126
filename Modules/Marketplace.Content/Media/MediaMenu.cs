using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Media;

internal sealed class MediaMenu(IStringLocalizer<MediaMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Admin => [new(text["Media"], "~/admin/content/media", "images", 42, text["Content"], Permissions.ManageMedia)],
        _ => [],
    };
}
