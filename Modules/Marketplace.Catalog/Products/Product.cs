using System.Text.Json;

namespace Marketplace.Catalog.Products;

/// <summary>What a tenant sells, as stored.</summary>
public sealed record Product
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>One line for cards and lists.</summary>
    public required string Summary { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Id of a <see cref="Marketplace.Catalog.Products.Category"/>.</summary>
    public required string Category { get; init; }

    /// <summary>Positive, per <see cref="Period"/>.</summary>
    public required CreditAmount Price { get; init; }

    public required BillingPeriod Period { get; init; }

    public int? Vcpu { get; init; }

    public int? RamGb { get; init; }

    public int? SsdGb { get; init; }

    /// <summary>Further facts as a JSON object of texts, in the order to show them.</summary>
    public string Attributes { get; init; } = "{}";

    public string? Region { get; init; }

    public string? Certification { get; init; }

    /// <summary>Name of a bootstrap icon without <c>bi-</c>.</summary>
    public required string Icon { get; init; }

    /// <summary>What kind of delivery it needs, for example <c>vm</c>.</summary>
    public required string Delivery { get; init; }

    /// <summary>Place on the shelf; lower comes first.</summary>
    public int Position { get; init; }

    public bool Active { get; init; } = true;

    public IReadOnlyDictionary<string, string> ReadAttributes() => JsonSerializer.Deserialize<Dictionary<string, string>>(Attributes) ?? [];
}
