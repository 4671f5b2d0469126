using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Catalog.Products;
using Marketplace.Credits.Points;

namespace Marketplace.Catalog.Recipes;

/// <summary>Products as a recipe writes them. What does not fit is refused with the product and the field.</summary>
internal static partial class ProductEntries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="RecipeException">A field is missing, unknown or wrong.</exception>
    public static IReadOnlyList<Product> Read(JsonNode? node)
    {
        if (node is not JsonArray array)
            throw new RecipeException("The catalog step needs \"products\", a list, or \"file\", a JSON file with one.");
        var products = array.Select((entry, index) => Read(entry, index)).ToList();
        if (products.GroupBy(x => x.Id, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1) is { } twice)
            throw new RecipeException($"The catalog step names the product \"{twice.Key}\" twice: \"id\" must be unique.");
        return products;
    }

    private static Product Read(JsonNode? node, int index)
    {
        Entry entry;
        try
        {
            entry = node.Deserialize<Entry>(Json) ?? throw new JsonException("it is null.");
        }
        catch (JsonException e)
        {
            throw new RecipeException($"Product {index + 1} of the catalog step is wrong at {e.Path ?? "$"}: {e.Message}");
        }

        RecipeException Wrong(string field, string why) =>
            new($"Product {index + 1} (\"{entry.Id}\") of the catalog step: \"{field}\" {why}.");
        string Text(string field, string? value) => string.IsNullOrWhiteSpace(value) ? throw Wrong(field, "is missing") : value.Trim();
        // Catalogues of the older points system name prices in points (S0-66): 50 points are $5.00.
        CreditAmount? PriceOf(Entry x) =>
            x is { Price: not null, PriceTfp: not null } ? throw Wrong("price", "and \"priceTfp\" exclude each other") : x.Price
                ?? x.PriceTfp?.ToCredits();
        int? Count(string field, int? value) => value is <= 0 ? throw Wrong(field, "must be above zero") : value;

        return new Product
        {
            Id = IdPattern().IsMatch(Text("id", entry.Id))
                ? entry.Id!
                : throw Wrong("id", "must be lower-case letters, digits, - and _, at most 64"),
            Name = NameRules.IsReadable(Text("name", entry.Name))
                ? entry.Name!.Trim()
                : throw Wrong("name", "must have characters that can be seen"),
            Summary = Text("summary", entry.Summary),
            Description = entry.Description?.Trim() ?? "",
            Category = Category.Find(entry.Category)?.Id
                ?? throw Wrong("category", $"must be one of {string.Join(", ", Category.All.Select(x => x.Id))}"),
            Price = PriceOf(entry) is { IsPositive: true } price ? price : throw Wrong("price", "must be above zero"),
            Period = entry.Period switch
            {
                "month" => BillingPeriod.Month,
                "once" => BillingPeriod.Once,
                _ => throw Wrong("period", "must be \"month\" or \"once\""),
            },
            Vcpu = Count("vcpu", entry.Vcpu),
            RamGb = Count("ramGb", entry.RamGb),
            SsdGb = Count("ssdGb", entry.SsdGb),
            Attributes = JsonSerializer.Serialize(entry.Attributes ?? []),
            Region = entry.Region,
            Certification = entry.Certification,
            Icon = entry.Icon ?? Category.Find(entry.Category)!.Icon,
            Delivery = Text("delivery", entry.Delivery),
            Position = entry.Position ?? index,
            Active = entry.Active ?? true,
        };
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();

    private sealed record Entry(
        string? Id,
        string? Name,
        string? Summary,
        string? Description,
        string? Category,
        CreditAmount? Price,
        TfpAmount? PriceTfp,
        string? Period,
        int? Vcpu,
        int? RamGb,
        int? SsdGb,
        Dictionary<string, string>? Attributes,
        string? Region,
        string? Certification,
        string? Icon,
        string? Delivery,
        int? Position,
        bool? Active);
}
