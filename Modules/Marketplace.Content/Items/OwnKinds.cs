using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Items;

/// <summary>The kinds that the module itself brings.</summary>
internal sealed class OwnKinds(IStringLocalizer<OwnKinds> text) : IContentKinds
{
    public const string Page = "page";
    public const string Pricing = "pricing";
    public const string Snippet = "snippet";

    public IEnumerable<ContentKind> GetKinds() =>
    [
        new(Page, text["Page"]) { Root = "" },
        new(Pricing, text["Pricing page"]) { Root = "/pricing" },
        new(Snippet, text["Snippet"]) { Root = null },
    ];
}
