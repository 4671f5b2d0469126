using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Blocks;

/// <summary><c>{{price product="small-vm"}}</c>: what it costs now, for example <c>$5.00/month</c>.</summary>
internal sealed class PriceBlock(ProductChoices choices, PriceText prices, IStringLocalizer<PriceBlock> text) : IContentBlock
{
    private const string Period = "period";

    public string Name => "price";

    public BlockDescription Describe() => new(
        text["Price"],
        text["What a product costs now, within a line."],
        "tag",
        [
            choices.Describe(),
            new BlockParameter(Period, text["Period"], IsRequired: false)
            {
                Help = text["Whether “/month” stands after the amount."],
                Choices = _ => Task.FromResult<IReadOnlyList<BlockChoice>>(
                    [new BlockChoice("yes", text["With the period"]), new BlockChoice("no", text["The amount alone"])]),
            },
        ]);

    public async Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken)
    {
        var (product, missing) = await choices.FindAsync(use, cancellationToken);
        if (product is null)
            return missing!;
        var price = use.Find(Period) == "no" ? prices.Amount(product.Price) : prices.Price(product.Price, product.Period);
        return new BlockView.ForAll(new HtmlFormattableString("<span class=\"money\" data-test=\"price-block\">{0}</span>", price), true);
    }
}
