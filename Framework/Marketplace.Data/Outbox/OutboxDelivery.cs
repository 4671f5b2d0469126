namespace Marketplace.Data;

/// <summary>One event on its way to one handler, claimed by this process.</summary>
/// <param name="Event">The event's stored name.</param>
/// <param name="Handler">The handler's stored name.</param>
/// <param name="Attempts">With the one to come.</param>
/// <param name="OrderKey">Null where it has no place in an order; else those of its key wait behind it.</param>
/// <param name="ClaimedUntil">Then others may claim it.</param>
public sealed record OutboxDelivery(
    string EventId, string Event, string Payload, string Handler, string? OrderKey, int Attempts, DateTimeOffset ClaimedUntil);
