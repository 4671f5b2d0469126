using System.Text.Json.Nodes;
using Marketplace.Catalog.Products;
using Marketplace.Catalog.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Catalog.Tests.Support.Shelf;

namespace Marketplace.Catalog.Tests.Recipes;

public sealed class CatalogStepTests
{
    private const string Good =
        """{"id":"vm-x","name":"VM X","summary":"One line.","category":"compute","price":12.50,"period":"month","vcpu":"""
        + """2,"delivery":"vm"}""";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"vm-x\"", "\"VM X!\"", "\"id\" must be" },
        { "\"VM X\"", "\" \"", "\"name\" is missing" },
        { "\"summary\":\"One line.\",", "", "\"summary\" is missing" },
        { "\"compute\"", "\"cars\"", "\"category\" must be one of compute, 3nodes, gateways, applications, services" },
        { "12.50", "0", "\"price\" must be above zero" },
        { "12.50", "-1", "\"price\" must be above zero" },
        { "12.50", "\"12.50\"", "$.price" },
        { "12.50", "0.0000001", "$.price" },
        { "\"price\":12.50", "\"priceTfp\":0.000001", "$.priceTfp" },
        { "\"price\":12.50", "\"priceTfp\":\"50\"", "$.priceTfp" },
        { "\"price\":12.50", "\"priceTfp\":0", "\"price\" must be above zero" },
        { "\"price\":12.50", "\"price\":5,\"priceTfp\":50", "exclude each other" },
        { "\"month\"", "\"week\"", "\"period\" must be \"month\" or \"once\"" },
        { "\"vcpu\":2", "\"vcpu\":0", "\"vcpu\" must be above zero" },
        { "\"vcpu\":2", "\"colour\":\"red\"", "colour" },
        { ",\"delivery\":\"vm\"", "", "\"delivery\" is missing" },
    };

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-06")]
    public async Task The_sample_catalogues_load_twice_with_one_result(DatabaseKind kind)
    {
        await using var shelf = await OpenAsync(kind);
        var recipes = Path.Combine(MarketplaceApp.ContentRoot(), "..", "App_Data.sample", "recipes");
        foreach (var file in new[] { "mycelium", "mycelium", "fiatdashboard", "fiatdashboard" })
            await RunAsync(shelf, $$"""{"name":"catalog","file":"../catalog/{{file}}.json"}""", recipes);

        var vm = (await shelf.Shell.Get<ProductStore>().FindAsync("vm-instance", default))!;
        Assert.Equal(("VM Instance", Amount(5), BillingPeriod.Month, "vm"), (vm.Name, vm.Price, vm.Period, vm.Delivery));
        Assert.Equal(Amount(10), (await shelf.Shell.Get<ProductStore>().FindAsync("vm", default))!.Price);
        Assert.Equal(5, (await shelf.Shell.Get<ProductStore>().ListCategoryPricesAsync(default)).Count);
    }

    [Fact]
    public async Task Inline_products_replace_those_with_their_id()
    {
        await using var shelf = await OpenAsync(DatabaseKind.Sqlite);

        await RunAsync(shelf, $$"""{"name":"catalog","products":[{{Good}}]}""", "");
        await RunAsync(shelf, $$"""{"name":"catalog","products":[{{Good.Replace("12.50", "13", StringComparison.Ordinal)}}]}""", "");

        Assert.Equal(Amount(13), (await shelf.Shell.Get<ProductStore>().FindAsync("vm-x", default))!.Price);
        Assert.Equal(2, await shelf.CountAsync("catalog_products"));
    }

    [Theory]
    [InlineData("50.0", "5.00")]
    [InlineData("150.5", "15.05")]
    [InlineData("34.5", "3.45")]
    [Trait("Acceptance", "S0-66")]
    public async Task A_price_in_points_is_stored_in_credits(string points, string credits)
    {
        await using var shelf = await OpenAsync(DatabaseKind.Sqlite);

        await RunAsync(
            shelf,
            $$"""{"name":"catalog","products":[{{Good.Replace("\"price\":12.50", "\"priceTfp\":" + points, StringComparison.Ordinal)}}]}""",
            "");

        Assert.Equal(credits, (await shelf.Shell.Get<ProductStore>().FindAsync("vm-x", default))!.Price.ToString());
    }

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string part, string instead, string message)
    {
        await using var shelf = await OpenAsync(DatabaseKind.Sqlite);
        var other = Good.Replace("vm-x", "vm-y", StringComparison.Ordinal);
        var wrong = Good.Replace(part, instead, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<RecipeException>(
            () => RunAsync(shelf, $$"""{"name":"catalog","products":[{{other}},{{wrong}}]}""", ""));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Product 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await shelf.CountAsync("catalog_products"));
    }

    [Theory]
    [InlineData("""{"name":"catalog"}""", "\"products\"")]
    [InlineData("""{"name":"catalog","products":{}}""", "\"products\"")]
    [InlineData("""{"name":"catalog","file":"no-such-file.json"}""", "no-such-file.json")]
    public async Task A_step_without_products_says_what_it_needs(string step, string message)
    {
        await using var shelf = await OpenAsync(DatabaseKind.Sqlite);

        var failure = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(shelf, step, Path.GetTempPath()));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_that_is_named_twice_is_refused()
    {
        await using var shelf = await OpenAsync(DatabaseKind.Sqlite);

        var failure = await Assert.ThrowsAsync<RecipeException>(
            () => RunAsync(shelf, $$"""{"name":"catalog","products":[{{Good}},{{Good}}]}""", ""));

        Assert.Contains("\"vm-x\" twice", failure.Message, StringComparison.Ordinal);
    }

    private static Task<bool> RunAsync(Shelf shelf, string step, string folder) =>
        shelf.Shell.InScopeAsync<IRecipeStepHandler, bool>(async x =>
        {
            await x.ExecuteAsync(new RecipeStepContext(JsonNode.Parse(step)!.AsObject(), folder, IsDevelopment: true), default);
            return true;
        });
}
