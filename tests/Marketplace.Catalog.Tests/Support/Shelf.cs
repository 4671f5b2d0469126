using Marketplace.Catalog.Products;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Catalog.Tests.Support;

/// <summary>A tenant whose shelf holds one machine at $5.00 a month, without a host.</summary>
internal sealed class Shelf(TestShell shell) : IAsyncDisposable
{
    public const string Vm = "vm-instance";

    public TestShell Shell => shell;

    public static async Task<Shelf> OpenAsync(DatabaseKind kind)
    {
        var shelf = new Shelf(await TestShell.CreateAsync(kind, _ => { }, new Credits.Startup(), new Startup()));
        await shelf.SaveAsync(Machine());
        return shelf;
    }

    public static Product Machine(string id = Vm, decimal price = 5) => new()
    {
        Id = id, Name = "VM Instance", Summary = "A small machine.", Category = "compute", Price = Amount(price),
            Period = BillingPeriod.Month,
        Vcpu = 1, RamGb = 2, SsdGb = 25, Icon = "cpu", Delivery = "vm",
    };

    public static CreditAmount Amount(decimal amount) => CreditAmount.FromDecimal(amount);

    public Task SaveAsync(Product product) =>
        shell.Database.InTransactionAsync(transaction => shell.Get<ProductStore>().SaveAsync(transaction, product, default), default);

    public async Task<long> CountAsync(string table)
    {
        await using var session = await shell.Database.OpenAsync(default);
        return await session.ScalarAsync<long>($"select count(*) from {table}");
    }

    public ValueTask DisposeAsync() => shell.DisposeAsync();
}
