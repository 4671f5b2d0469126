using System.Text.Encodings.Web;
using Marketplace.Catalog.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Tests.Blocks;

/// <summary>What texts show of the shelf, and what editors are told where it points to nothing.</summary>
public sealed class BlockTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_price_is_the_present_one(DatabaseKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);

        Assert.Equal("<span class=\"money\" data-test=\"price-block\">$5.00/month</span>", await HtmlAsync(shelf, "price", Shelf.Vm));
        await shelf.SaveAsync(Shelf.Machine(price: 7.5m));
        Assert.Contains(">$7.50/month<", await HtmlAsync(shelf, "price", Shelf.Vm), StringComparison.Ordinal);
        Assert.Contains(
            ">$7.50<", Write(await ShowAsync(shelf, "price", ("product", Shelf.Vm), ("period", "no"))), StringComparison.Ordinal);
        Assert.True(Assert.IsType<BlockView.ForAll>(await ShowAsync(shelf, "price", ("product", Shelf.Vm))).IsInline);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_not_sold_is_named(DatabaseKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);
        await shelf.SaveAsync(Shelf.Machine("old") with { Active = false });

        foreach (var block in new[] { "price", "buy-button" })
        {
            Assert.Equal("There is no product gone.", await WhyAsync(shelf, block, ("product", "gone")));
            Assert.Equal("The product VM Instance is not on sale.", await WhyAsync(shelf, block, ("product", "old")));
            Assert.Equal("Choose a product.", await WhyAsync(shelf, block));
        }

        Assert.Equal("There is no category gone.", await WhyAsync(shelf, "price-table", ("category", "gone")));
        Assert.Equal("Nothing is for sale in the category Gateways.", await WhyAsync(shelf, "price-table", ("category", "gateways")));
        Assert.Equal("Choose a category.", await WhyAsync(shelf, "price-table"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_table_has_what_is_for_sale_in_a_category(DatabaseKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);
        await shelf.SaveAsync(Shelf.Machine("vm-<b>", price: 9) with { Name = "A <b>bold</b> machine", Position = 1, SsdGb = null });
        await shelf.SaveAsync(Shelf.Machine("old") with { Name = "Old", Active = false });
        await shelf.SaveAsync(Shelf.Machine("name") with { Name = "Elsewhere", Category = "gateways" });

        var html = Write(await ShowAsync(shelf, "price-table", ("category", "compute")));

        Assert.Contains("role=\"region\" aria-label=\"Prices: Compute\"", html, StringComparison.Ordinal);
        Assert.Contains(
            "<th scope=\"row\"><a href=\"~/marketplace/service/vm-instance\">VM Instance</a></th>"
            + "<td>1 vCPU &#xB7; 2 GB RAM &#xB7; 25 GB SSD</td>"
            + "<td class=\"text-end money\">$5.00/month</td>", html, StringComparison.Ordinal);
        Assert.Contains("/service/vm-%3Cb%3E\">A &lt;b&gt;bold&lt;/b&gt; machine</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Old", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Elsewhere", html, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_button_is_asked_for_by_each_reader(DatabaseKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);

        var view = Assert.IsType<BlockView.ForReader>(await ShowAsync(shelf, "buy-button", ("product", Shelf.Vm)));

        Assert.Equal("~/marketplace/service/vm-instance/button", view.Address);
        Assert.Equal("<a class=\"btn btn-primary\" href=\"~/marketplace/service/vm-instance\">See VM Instance</a>", Write(view.Meanwhile));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Products_are_chosen_by_name_and_price(DatabaseKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);
        await using var scope = shelf.Shell.CreateScope();
        var price = scope.ServiceProvider.GetServices<IContentBlock>().Single(x => x.Name == "price").Describe();

        Assert.Equal(
            [new BlockChoice("vm-instance", "VM Instance: $5.00/month")],
            await price.Parameters.Single(x => x.Name == "product").Choices!(default));
    }

    private static async Task<BlockView> ShowAsync(Shelf shelf, string block, params (string Name, string Value)[] parameters)
    {
        await using var scope = shelf.Shell.CreateScope();
        return await scope.ServiceProvider.GetServices<IContentBlock>().Single(x => x.Name == block)
            .ShowAsync(new BlockUse(parameters.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal), "en"), default);
    }

    private static async Task<string> HtmlAsync(Shelf shelf, string block, string product) =>
        Write(await ShowAsync(shelf, block, ("product", product)));

    private static async Task<string> WhyAsync(Shelf shelf, string block, params (string Name, string Value)[] parameters) =>
        Assert.IsType<BlockView.Missing>(await ShowAsync(shelf, block, parameters)).Why;

    private static string Write(BlockView view) => Write(Assert.IsType<BlockView.ForAll>(view).Html);

    private static string Write(Microsoft.AspNetCore.Html.IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
