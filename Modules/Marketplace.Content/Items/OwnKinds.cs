using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Items;

/// <summary>The kinds that the module itself brings.</summary>
internal sealed class OwnKinds(IStringLocalizer<OwnKinds> text) : IContentKinds
{
    public const string Page = "page";
    public const string Pricing = "pricing";
    public const string Snippet = "snippet";
    public const string HomeBlock = "home-block";

    public IEnumerable<ContentKind> GetKinds() =>
    [
        new(Page, text["Page"]) { Root = "" },
        new(Pricing, text["Pricing page"]) { Root = "/pricing" },
        new(Snippet, text["Snippet"]) { Root = null },
        new(HomeBlock, text["Block of the home page"])
        {
            Root = null,
            IsOrdered = true,
            Fields =
            [
                new("icon", text["Icon"], ContentFieldType.Icon, text["Name of a bootstrap icon, for example rocket-takeoff."], 60),
                new("link", text["Leads to"], ContentFieldType.Address, text["An address of this site, for example /docs."]),
            ],
        },
    ];
}
