using Marketplace.Catalog.Products;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Blocks;

/// <summary><c>{{price-table category="compute"}}</c>: what is for sale on a shelf, with key figures and prices.</summary>
internal sealed class PriceTableBlock(ProductStore products, PriceText prices, IStringLocalizer<PriceTableBlock> text) : IContentBlock
{
    private const string Parameter = "category";

    /// <summary>More is what the shelf itself is for.</summary>
    private const int MostRows = 100;

    public string Name => "price-table";

    public BlockDescription Describe() => new(
        text["Price table"],
        text["What is for sale in a category, with its prices."],
        "table",
        [
            new BlockParameter(Parameter, text["Category"], IsRequired: true)
            {
                Choices = _ => Task.FromResult<IReadOnlyList<BlockChoice>>(
                    [.. Category.All.Select(x => new BlockChoice(x.Id, text[x.Name]))]),
            },
        ]);

    public async Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken)
    {
        if (use.Find(Parameter) is not { } id)
            return new BlockView.Missing(text["Choose a category."]);
        if (Category.Find(id) is not { } category)
            return new BlockView.Missing(text["There is no category {0}.", id]);
        var query = new ProductQuery(Text: null, category.Id, ProductSort.Featured, Page: 1, MostRows, ActiveOnly: true);
        var page = await products.SearchAsync(query, cancellationToken);
        return page.Products.Count == 0
            ? new BlockView.Missing(text["Nothing is for sale in the category {0}.", text[category.Name].Value])
            : new BlockView.ForAll(Table(category, page));
    }

    private IHtmlContentBuilder Table(Category category, ProductPage page)
    {
        // A column that nothing has says nothing.
        var hasFigures = page.Products.Any(x => Figures(x).Length > 0);
        var table = new HtmlContentBuilder()
            .AppendFormat(
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\" data-test=\"price-table-block\">",
                text["Prices: {0}", text[category.Name].Value].Value)
            .AppendFormat("<table class=\"table\"><thead><tr><th scope=\"col\">{0}</th>", text["Product"].Value);
        if (hasFigures)
            table.AppendFormat("<th scope=\"col\">{0}</th>", text["Figures"].Value);
        table.AppendFormat("<th scope=\"col\" class=\"text-end\">{0}</th></tr></thead><tbody>", text["Price"].Value);
        foreach (var product in page.Products)
        {
            table.AppendFormat(
                "<tr><th scope=\"row\"><a href=\"~/marketplace/service/{0}\">{1}</a></th>", Uri.EscapeDataString(product.Id), product.Name);
            if (hasFigures)
                table.AppendFormat("<td>{0}</td>", Figures(product));
            table.AppendFormat("<td class=\"text-end money\">{0}</td></tr>", prices.Price(product.Price, product.Period));
        }

        table.AppendHtml("</tbody></table></div>");
        if (page.HasMore)
            table.AppendFormat("<p><a href=\"~/marketplace/{0}\">{1}</a></p>", category.Id, text["See all of them"].Value);
        return table;
    }

    private string Figures(Product product) =>
        string.Join(
            " · ",
            new[]
            {
                product.Vcpu is { } cores ? text["{0} vCPU", cores].Value : null,
                product.RamGb is { } memory ? text["{0} GB RAM", memory].Value : null,
                product.SsdGb is { } disk ? text["{0} GB SSD", disk].Value : null,
            }.OfType<string>());
}
