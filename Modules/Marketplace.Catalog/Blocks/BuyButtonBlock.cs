using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Blocks;

/// <summary>
/// <c>{{buy-button product="small-vm"}}</c>: the button of the product's card on the shelf, whoever sells it. Until it is there, and where
/// no script runs, a link to the product's page.
/// </summary>
internal sealed class BuyButtonBlock(ProductChoices choices, IStringLocalizer<BuyButtonBlock> text) : IContentBlock
{
    public string Name => "buy-button";

    public BlockDescription Describe() => new(
        text["Buy button"], text["Buys a product, or leads to its page."], "lightning-charge", [choices.Describe()]);

    public async Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken)
    {
        var (product, missing) = await choices.FindAsync(use, cancellationToken);
        if (product is null)
            return missing!;
        var address = "~/marketplace/service/" + Uri.EscapeDataString(product.Id);
        return new BlockView.ForReader(address + "/button", Link(address, product));
    }

    private HtmlFormattableString Link(string address, Product product) =>
        new("<a class=\"btn btn-primary\" href=\"{0}\">{1}</a>", address, text["See {0}", product.Name].Value);
}
