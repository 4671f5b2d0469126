using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions;

/// <summary>
/// The stored name of an event, for example <c>payments.top-up-succeeded</c>. Events are records written to the outbox in the transaction
/// that they tell of. Every handler of every feature that the tenant has or had on gets each event at least once, however much later: what
/// waits for a feature that is off is delivered when it is switched on again.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>Why nothing in this solution handles the event, where that is so.</summary>
    public string? Unheard { get; init; }
}

/// <summary>
/// Handles an event of the outbox, in a scope of its own. Must be idempotent; a throw is retried with growing pauses. After two minutes it
/// is cancelled and tried again: longer work is a job. A <see cref="DeliveryAttribute"/> names its lane, a
/// <see cref="StoredNameAttribute"/> what it is remembered by.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : class
{
    /// <param name="eventId">The outbox row's id, the same in every repetition: a ready idempotency key.</param>
    Task HandleAsync(TEvent @event, string eventId, CancellationToken cancellationToken);
}

/// <summary>Ties a handler to its event, so that the relay finds it by the stored name.</summary>
public sealed record EventHandlerRegistration(string EventName, Type EventType, Type HandlerType)
{
    private readonly DeliveryAttribute _delivery =
        (DeliveryAttribute?)Attribute.GetCustomAttribute(HandlerType, typeof(DeliveryAttribute), inherit: false)
            ?? new DeliveryAttribute(Lane.Work);

    /// <summary>What the database remembers the handler by: see <see cref="StoredNameAttribute"/>.</summary>
    public string HandlerName { get; } = StoredNames.Of(HandlerType);

    public Lane Lane => _delivery.Lane;

    /// <summary>The names of <see cref="DeliveryAttribute.OrderBy"/> as they stand in the event's JSON.</summary>
    public IReadOnlyList<string> OrderBy =>
        [.. (_delivery.OrderBy ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public bool LatestOnly => _delivery.LatestOnly;
}

public static class EventRegistration
{
    public static IServiceCollection AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new EventHandlerRegistration(EventNames.Of(typeof(TEvent)), typeof(TEvent), typeof(THandler)));
    }
}

public static class EventNames
{
    /// <exception cref="InvalidOperationException">The type has no <see cref="EventAttribute"/>.</exception>
    public static string Of(Type eventType) =>
        ((EventAttribute?)Attribute.GetCustomAttribute(eventType, typeof(EventAttribute)))?.Name
        ?? throw new InvalidOperationException($"{eventType.Name} needs an [Event(\"…\")] attribute to be written to the outbox.");
}
