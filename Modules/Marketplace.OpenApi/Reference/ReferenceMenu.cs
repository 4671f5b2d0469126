using Microsoft.Extensions.Localization;

namespace Marketplace.OpenApi.Reference;

internal sealed class ReferenceMenu(IStringLocalizer<ReferenceMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu == Menus.Footer ? [new(text["API"], "~/openapi", "braces", 90)] : [];
}
