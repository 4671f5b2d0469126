using Microsoft.Extensions.Localization;

namespace Acme.Greetings;

internal sealed class GreetingsMenu(IStringLocalizer<GreetingsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Storefront => [new(text["Guestbook"], "~/guestbook", "chat-heart", 90)],
        Menus.Dashboard => [new(text["Greetings"], "~/dashboard/greetings", "chat-heart", 90)],
        Menus.Admin =>
        [
            new(text["Greetings"], "~/admin/greetings", "chat-heart", 90, text["Content"], Permissions.RemoveGreetings),
            new(text["Guestbook"], "~/admin/greetings/settings", "sliders", 91, text["Content"], Permissions.ManageGreetingSettings),
        ],
        _ => [],
    };
}
