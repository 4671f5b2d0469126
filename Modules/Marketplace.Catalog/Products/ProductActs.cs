using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog.Products;

/// <summary>What is written down of people who change what customers can buy and for how much.</summary>
internal sealed class ProductActs(IStringLocalizer<ProductActs> text) : IAuditActs
{
    public const string Changed = "catalog.product-changed";

    public IEnumerable<AuditAct> GetActs() => [new(Changed, text["Product changed"])];

    public static AuditEntry Of(Product before, Product after) => new(Changed, after.Id)
    {
        Before = Words(before), After = Words(after), Link = "~/admin/catalog/" + after.Id,
    };

    private static string Words(Product product) =>
        $"{product.Name}, {product.Price}, {(product.Active ? "on sale" : "not on sale")}: {product.Summary}";
}
