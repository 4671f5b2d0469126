using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>
/// A handler of a feature that the tenant has or had on, as the tenant's database remembers it: enough to keep events for it while its
/// feature is off.
/// </summary>
public sealed record KnownHandler
{
    public required string Event { get; init; }

    /// <summary>The stored name.</summary>
    public required string Handler { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>JSON properties of the event with commas between; empty where the order does not matter.</summary>
    public required string OrderBy { get; init; }

    public required bool LatestOnly { get; init; }

    /// <summary>Ids of the features that must all be on for it, with commas between.</summary>
    public required string Features { get; init; }

    /// <param name="features">All of them must be on for the handler to be there.</param>
    public static KnownHandler From(EventHandlerRegistration registration, IEnumerable<string> features) => new()
    {
        Event = registration.EventName,
        Handler = registration.HandlerName,
        Lane = registration.Lane,
        OrderBy = string.Join(',', registration.OrderBy),
        LatestOnly = registration.LatestOnly,
        Features = string.Join(',', features.Order(StringComparer.Ordinal)),
    };
}
