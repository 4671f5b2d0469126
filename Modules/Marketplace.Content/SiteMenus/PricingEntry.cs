using System.Globalization;
using Marketplace.Content.Items;

namespace Marketplace.Content.SiteMenus;

/// <summary>Leads from the footer to the prices wherever a pricing page is published.</summary>
internal sealed class PricingEntry(IPublishedContent published) : IPassingMenuItems
{
    public async ValueTask<IReadOnlyList<MenuItem>> FindAsync(string menu, CancellationToken cancellationToken)
    {
        if (menu != Abstractions.Menus.Footer)
            return [];
        var pages = await published.ListAsync(
            OwnKinds.Pricing, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancellationToken);
        return pages.FirstOrDefault(x => x.Address is not null) is { } page
            ? [new MenuItem(page.Title, "~" + page.Address, "tag", 15)]
            : [];
    }
}
