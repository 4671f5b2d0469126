using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Products;
using Marketplace.Ui;

namespace Marketplace.Catalog.SearchEngines;

/// <summary>
/// What search engines read of a product (JSON-LD). It is data: browsers do not run it, and the policy on scripts allows it.
/// </summary>
internal sealed class ProductData(ITenant tenant, Frame frame)
{
    private const string Currency = "USD";

    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    /// <param name="crumbs">Above the product, from the top: what each is called and its address <c>~/…</c>.</param>
    /// <param name="image">Absolute; null for none.</param>
    /// <returns>JSON without angle brackets, safe inside an element.</returns>
    public string Write(Product product, IReadOnlyList<(string Name, string Address)> crumbs, string? image)
    {
        var address = "~" + ShelfAddress.Of(product.Id);
        var price = decimal.Round(product.Price.ToDecimal() * _unit.UsdValue, 2).ToString("0.00", CultureInfo.InvariantCulture);
        var offer = new JsonObject
        {
            ["@type"] = "Offer",
            ["url"] = frame.PublicUrl(address),
            ["price"] = price,
            ["priceCurrency"] = Currency,
            ["availability"] = "https://schema.org/" + (product.Active ? "InStock" : "OutOfStock"),
            ["seller"] = new JsonObject { ["@type"] = "Organization", ["name"] = tenant.DisplayName },
        };
        if (product.Period == BillingPeriod.Month)
            offer["priceSpecification"] = new JsonObject
            {
                ["@type"] = "UnitPriceSpecification", ["price"] = price, ["priceCurrency"] = Currency, ["unitCode"] = "MON",
            };
        var data = new JsonObject
        {
            ["@type"] = "Product",
            ["name"] = product.Name,
            ["description"] = product.Description.Length > 0 ? product.Description : product.Summary,
            ["sku"] = product.Id,
            ["category"] = product.Category,
            ["offers"] = offer,
        };
        if (image is not null)
            data["image"] = image;
        return new JsonObject
        {
            ["@context"] = "https://schema.org", ["@graph"] = new JsonArray(data, Crumbs([.. crumbs, (product.Name, address)])),
        }.ToJsonString(JsonSerializerOptions.Default);
    }

    private JsonObject Crumbs(IReadOnlyList<(string Name, string Address)> crumbs) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. crumbs.Select((x, i) => new JsonObject
        {
            ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = x.Name, ["item"] = frame.PublicUrl(x.Address),
        })]),
    };
}
