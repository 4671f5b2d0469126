namespace Marketplace.Payments.Packages;

/// <summary>An amount of credits at a price of its own, perhaps with a bonus (S3-05 to S3-08).</summary>
public sealed record CreditPackage
{
    /// <summary>1–40 lower-case letters, digits and hyphens; unique in the tenant, and kept in what was bought.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>What is bought. Positive.</summary>
    public CreditAmount Credits { get; init; }

    /// <summary>What is given besides. Not negative.</summary>
    public CreditAmount Bonus { get; init; }

    /// <summary>USD 0.50 to 999,999.99.</summary>
    public Usd PriceUsd { get; init; }

    /// <summary>Whom it suits, for example <c>Regular uploaders</c>.</summary>
    public string BestFor { get; init; } = "";

    /// <summary>What the wallet receives.</summary>
    public CreditAmount Total => Credits + Bonus;

    /// <summary>USD for one credit, without the bonus (S3-08).</summary>
    public decimal CostPerCredit => PriceUsd.ToDecimal() / Credits.ToDecimal();
}

/// <summary>The settings section <c>packages</c>.</summary>
public sealed record PackagesSettings
{
    public const string Section = "packages";

    /// <summary>In the order in which they are shown; none where credits are bought by amount only.</summary>
    public IReadOnlyList<CreditPackage> Packages { get; init; } = [];

    public CreditPackage? Find(string? id) => Packages.FirstOrDefault(x => string.Equals(x.Id, id, StringComparison.Ordinal));
}
