using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// What all tenants with one set of features share: the list of service descriptors, the services that hold nothing of a tenant's
/// (application parts, compiled pages, route table) and the request pipeline.
/// </summary>
internal sealed class Blueprint
{
    private int _shells;

    public required IReadOnlyList<FeatureDescriptor> Features { get; init; }

    /// <summary>The event handlers of these features.</summary>
    public required IReadOnlyList<KnownHandler> Handlers { get; init; }

    /// <summary>For a tenant's container: shared services point here, the others are the tenant's own.</summary>
    public required IReadOnlyList<ServiceDescriptor> TenantServices { get; init; }

    public required ServiceProvider SharedServices { get; init; }

    public required RequestDelegate Pipeline { get; init; }

    public int Shells => Volatile.Read(ref _shells);

    public void Use() => Interlocked.Increment(ref _shells);

    public void Release() => Interlocked.Decrement(ref _shells);
}
