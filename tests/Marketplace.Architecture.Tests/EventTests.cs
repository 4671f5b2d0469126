using System.Reflection;

namespace Marketplace.Architecture.Tests;

/// <summary>Every event reaches somebody, in a lane that somebody chose.</summary>
public sealed class EventTests
{
    private static readonly IReadOnlyList<Type> Types =
        [.. Assemblies.All.SelectMany(x => x.GetTypes()).Where(x => x is { IsClass: true, IsAbstract: false })];

    private static readonly IReadOnlyList<(Type Handler, Type Event)> Handlers =
    [
        .. from type in Types
           from contract in type.GetInterfaces()
           where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEventHandler<>)
           select (type, contract.GenericTypeArguments[0]),
    ];

    [Fact]
    public void Every_event_has_a_handler_or_says_why_it_has_none() =>
        Findings.None(
            "Events have a handler, or a reason in [Event(…, Unheard = …)]:",
            from type in Types
            let attribute = type.GetCustomAttribute<EventAttribute>()
            where attribute is { Unheard: null } && Handlers.All(x => x.Event != type)
            select $"{attribute.Name} ({type.FullName})");

    [Fact]
    public void Every_handler_says_in_which_lane_it_works() =>
        Findings.None(
            "Event handlers carry [Delivery(…)]:",
            from type in Handlers.Select(x => x.Handler).Distinct()
            where type.GetCustomAttribute<DeliveryAttribute>(inherit: false) is null
            select type.FullName);

    [Fact]
    public void Handlers_are_ordered_by_what_their_events_have() =>
        Findings.None(
            "[Delivery(OrderBy)] names properties of the event:",
            from handler in Handlers
            from name in (handler.Handler.GetCustomAttribute<DeliveryAttribute>(inherit: false)?.OrderBy ?? "").Split(
                ',', StringSplitOptions.RemoveEmptyEntries)
            where handler.Event.GetProperty(name) is null
            select $"{handler.Handler.FullName}: {handler.Event.Name} has no {name}");
}
