using Microsoft.Extensions.Localization;

namespace Acme.Greetings;

internal sealed class Menu(IStringLocalizer<Menu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu is Menus.Storefront ? [new MenuItem(text["Guestbook"], "~/guestbook", "chat-heart", 90)] : [];
}
