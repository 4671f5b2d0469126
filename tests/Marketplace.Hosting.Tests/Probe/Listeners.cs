using System.Collections.Concurrent;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Probe;

[Event("probe.happened")]
public sealed record ProbeHappened(string What);

[Feature("Probe.Listener")]
public sealed class ListenerStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddDataMigration<ListenerTables>().AddEventHandler<ProbeHappened, Listener>();
}

[Feature("Probe.Listener")]
[StoredName("Probe.ListenerTables")]
public sealed class ListenerTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync("create table probe_listener (id text primary key)");
        return 1;
    }
}

[StoredName("Probe.Listener")]
[Delivery(Lane.Money)]
public sealed class Listener : IEventHandler<ProbeHappened>
{
    public static ConcurrentQueue<string> Heard { get; } = new();

    public Task HandleAsync(ProbeHappened @event, string eventId, CancellationToken cancellationToken)
    {
        Heard.Enqueue(@event.What);
        return Task.CompletedTask;
    }
}

/// <summary>Of a feature whose migration fails.</summary>
[StoredName("Probe.BrokenListener")]
[Delivery(Lane.Money)]
public sealed class BrokenListener : IEventHandler<ProbeHappened>
{
    public Task HandleAsync(ProbeHappened @event, string eventId, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It must not run.");
}
