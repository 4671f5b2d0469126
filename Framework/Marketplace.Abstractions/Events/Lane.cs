namespace Marketplace.Abstractions;

/// <summary>
/// Events are delivered in lanes that never wait for each other: a mail server that does not answer keeps no purchase from completing.
/// Each lane works on several deliveries at once, as the setting <c>Marketplace:Outbox:Lanes</c> says.
/// </summary>
public enum Lane
{
    /// <summary>
    /// What completes a payment or a purchase. Never given up; it talks to the database, and to nobody who may be slow as a rule.
    /// </summary>
    Money,

    /// <summary>Everything else that is done inside the product or with its partners. Never given up.</summary>
    Work,

    /// <summary>Mails to people. Given up after <c>Marketplace:Outbox:GiveUpAfterDays</c>.</summary>
    Mail,

    /// <summary>Messages to other people's servers. Given up likewise.</summary>
    Webhooks,
}

/// <summary>
/// On a class that handles events: in which lane, and in which order. Without it a handler works in <see cref="Lane.Work"/>, in no order.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DeliveryAttribute(Lane lane) : Attribute
{
    public Lane Lane { get; } = lane;

    /// <summary>
    /// Names of the event's properties, with commas between, for example <c>nameof(TopUpSucceeded.UserId)</c>. Events that agree in all of
    /// them reach the handler one after the other, in the order of writing; one that fails holds up those behind it, and nobody else's.
    /// </summary>
    public string? OrderBy { get; init; }

    /// <summary>
    /// For handlers that look at how things are now, and not at what the event says: of the events that wait for it and agree in
    /// <see cref="OrderBy"/>, only the newest is delivered. However long the handler's feature is off, no more than one waits for each of
    /// them.
    /// </summary>
    public bool LatestOnly { get; init; }
}
