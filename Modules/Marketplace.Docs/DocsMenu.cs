using Microsoft.Extensions.Localization;

namespace Marketplace.Docs;

internal sealed class DocsMenu(IStringLocalizer<DocsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Footer => [new(text["Documentation"], "~/docs", "book", 20)],
        Menus.Admin =>
        [
            new(text["Documentation tree"], "~/admin/docs/tree", "diagram-3", 30, text["Content"], Permissions.ArrangeDocs),
            new(text["Readers' feedback"], "~/admin/docs/feedback", "chat-left-text", 31, text["Content"], Permissions.ReadDocsFeedback),
        ],
        _ => [],
    };
}
