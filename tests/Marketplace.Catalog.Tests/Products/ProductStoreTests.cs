using Marketplace.Catalog.Products;
using Marketplace.Catalog.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Catalog.Tests.Support.Shelf;

namespace Marketplace.Catalog.Tests.Products;

public sealed class ProductStoreTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Search_finds_parts_of_words_and_takes_wildcards_as_they_are(DatabaseKind kind)
    {
        await using var shelf = await OpenAsync(kind);
        await shelf.SaveAsync(Machine("storage") with { Name = "Öbject 100%_Storage", Category = "services" });

        Assert.Equal(["storage"], await FindAsync(shelf, "öBJE"));
        Assert.Equal(["storage"], await FindAsync(shelf, "100%_s"));
        Assert.Empty(await FindAsync(shelf, "1%s"));
        Assert.Empty(await FindAsync(shelf, "vm_inst"));
        Assert.Equal([Vm], await FindAsync(shelf, "small mach", "compute"));
        Assert.Empty(await FindAsync(shelf, "VM", "services"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_page_knows_whether_another_follows_and_sorts_as_asked(DatabaseKind kind)
    {
        await using var shelf = await OpenAsync(kind);
        for (var i = 1; i <= 4; i++)
            await shelf.SaveAsync(Machine($"p{i}", 10 - i) with { Position = i, Name = $"Name {i}" });
        await shelf.SaveAsync(Machine("hidden") with { Active = false });

        var first = await SearchAsync(shelf, new ProductQuery(null, null, ProductSort.PriceLow, 1, 3, ActiveOnly: true));
        var second = await SearchAsync(shelf, new ProductQuery(null, null, ProductSort.PriceLow, 2, 3, ActiveOnly: true));

        Assert.Equal([Vm, "p4", "p3"], first.Products.Select(x => x.Id));
        Assert.True(first.HasMore);
        Assert.Equal(["p2", "p1"], second.Products.Select(x => x.Id));
        Assert.False(second.HasMore);
        Assert.Equal(
            6, (await SearchAsync(shelf, new ProductQuery(null, null, ProductSort.Featured, 1, 10, ActiveOnly: false))).Products.Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_category_starts_at_its_cheapest_month(DatabaseKind kind)
    {
        await using var shelf = await OpenAsync(kind);
        await shelf.SaveAsync(Machine("big", 38));
        await shelf.SaveAsync(Machine("setup", 1) with { Period = BillingPeriod.Once });
        await shelf.SaveAsync(Machine("hidden", 2) with { Active = false });

        var price = Assert.Single(await shelf.Shell.Get<ProductStore>().ListCategoryPricesAsync(default));

        Assert.Equal(("compute", Amount(5), 2), (price.Category, price.From, price.Products));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_product_comes_back_as_it_was_saved(DatabaseKind kind)
    {
        await using var shelf = await OpenAsync(kind);
        var product = Machine("full", 10.20m) with
        { Attributes = """{"Image":"Ubuntu"}""", Region = "Europe", Certification = "DIY", RamGb = null, Position = 7,
            Description = "Long." };
        await shelf.SaveAsync(product);

        Assert.Equal(product, await shelf.Shell.Get<ProductStore>().FindAsync("full", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_change_is_written_down_and_one_that_came_too_late_is_not(DatabaseKind kind)
    {
        await using var shelf = await Shelf.OpenAsync(kind);
        var store = shelf.Shell.Get<ProductStore>();
        var shown = RecordVersion.Of(Shelf.Machine().Price);

        var (saved, _) = await store.EditAsync(Shelf.Vm, shown, x => x.Price, x => x with { Price = Shelf.Amount(6) }, default);
        var (savedLate, _) = await store.EditAsync(Shelf.Vm, shown, x => x.Price, x => x with { Price = Shelf.Amount(7) }, default);

        Assert.Equal((true, false), (saved, savedLate));
        var row = Assert.Single(shelf.Shell.Get<TestAudit>().Entries);
        Assert.Equal((ProductActs.Changed, Shelf.Vm), (row.Act, row.Record));
        Assert.Contains("VM Instance, 5.00, on sale", row.Before, StringComparison.Ordinal);
        Assert.Contains("VM Instance, 6.00, on sale", row.After, StringComparison.Ordinal);
    }

    private static Task<ProductPage> SearchAsync(Shelf shelf, ProductQuery query) =>
        shelf.Shell.Get<ProductStore>().SearchAsync(query, default);

    private static async Task<IReadOnlyList<string>> FindAsync(Shelf shelf, string text, string? category = null) =>
        [.. (await SearchAsync(shelf, new ProductQuery(text, category, ProductSort.Featured, 1, 10, ActiveOnly: true))).Products.Select(
            x => x.Id)];
}
