namespace Marketplace.Content.Addresses;

/// <summary>Why an item cannot have an address. A closed set.</summary>
/// <param name="Why">A sentence for the editor.</param>
internal abstract record AddressProblem(string Why)
{
    /// <summary>It has not the form of one, or does not belong to the kind.</summary>
    public sealed record Invalid(string Why) : AddressProblem(Why);

    /// <summary>Something else of the site answers there.</summary>
    public sealed record Reserved(string Why) : AddressProblem(Why);

    /// <summary>Another text has it.</summary>
    public sealed record Taken(string Why, string ByItemId) : AddressProblem(Why);
}
