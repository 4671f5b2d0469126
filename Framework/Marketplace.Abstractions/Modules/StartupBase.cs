using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions;

/// <summary>
/// What a module adds to a tenant's shell. It runs once per <em>set of features</em>, not once per tenant: what differs between tenants
/// is read from <see cref="ITenant"/> when a service is made or a request is served.
/// </summary>
public abstract class StartupBase
{
    /// <summary>Lower runs first; equal orders follow the dependency graph.</summary>
    public virtual int Order => 0;

    /// <summary>Registers services. They are built per tenant; singletons live as long as the tenant's shell.</summary>
    public virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>
    /// Adds middleware and endpoints. <paramref name="services"/> holds what tenants of one feature set share; asking it for
    /// <see cref="ITenant"/> or anything built on it throws, so middleware takes tenant services as parameters of <c>InvokeAsync</c>.
    /// </summary>
    public virtual void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
    }
}

/// <summary>
/// What a module adds to the host process, once: for example one job scheduler for all tenants. Tenants reach it through
/// <see cref="IHostServices"/>.
/// </summary>
public abstract class HostStartupBase
{
    /// <summary>Looks at settings that would otherwise fail late; nothing is made or opened yet.</summary>
    /// <exception cref="StartupException">One cannot be used; the message names it.</exception>
    public virtual void CheckSettings(IConfiguration configuration)
    {
    }

    public virtual void ConfigureHost(IServiceCollection services)
    {
    }
}

/// <summary>The host's own container, seen from inside a tenant.</summary>
public interface IHostServices
{
    T GetRequiredService<T>()
        where T : notnull;
}
