using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Docs.Kinds;

internal sealed class DocKinds(IStringLocalizer<DocKinds> text) : IContentKinds
{
    public const string Doc = "doc";

    /// <summary>What every address of a page begins with, and the address of the first page.</summary>
    public const string Root = "/docs";

    /// <summary>Name of a bootstrap icon, shown in the sidebar.</summary>
    public const string IconField = "icon";

    /// <summary>What the sidebar calls the page; empty: its title.</summary>
    public const string SidebarTitleField = "sidebar-title";

    public IEnumerable<ContentKind> GetKinds() =>
    [
        new(Doc, text["Documentation page"])
        {
            Root = Root,
            IsTree = true,
            IsServedElsewhere = true,
            Fields =
            [
                new(IconField, text["Icon"], ContentFieldType.Icon, text["Shown before the title in the sidebar."], MaxLength: 60),
                new(
                    SidebarTitleField, text["Title in the sidebar"], ContentFieldType.Text,
                    text["Leave it empty to show the page's title."], MaxLength: 80),
            ],
        },
    ];
}
