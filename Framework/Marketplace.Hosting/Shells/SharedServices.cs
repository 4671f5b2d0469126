using Marketplace.Abstractions;
using Marketplace.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Shells;

/// <summary>Splits the services of a feature set into those tenants share and those each tenant has for itself.</summary>
internal static class SharedServices
{
    /// <summary>Framework rooms whose singletons hold nothing of a tenant: routes, pages, views, model metadata, texts.</summary>
    private static readonly string[] SharedRooms =
    [
        "Microsoft.AspNetCore.Mvc",
        "Microsoft.AspNetCore.Razor",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Antiforgery",
        "Microsoft.AspNetCore.Http",
        "Microsoft.Extensions.Localization",
        "Microsoft.Extensions.ObjectPool",
        "Microsoft.Extensions.WebEncoders",
        "System.Text.Encodings.Web",
    ];

    /// <summary>
    /// The container of what is shared. Asking it for anything of a tenant throws, with a sentence for the module's author.
    /// </summary>
    public static ServiceProvider BuildShared(IServiceCollection services)
    {
        var shared = new ServiceCollection();
        foreach (var descriptor in services)
            ((ICollection<ServiceDescriptor>)shared).Add(descriptor);
        shared.AddSingleton<IDataProtectionProvider, CurrentTenantDataProtectionProvider>();
        shared.AddSingleton<ITenant>(_ => throw PerTenant(nameof(ITenant)));
        shared.AddSingleton<IDatabase>(_ => throw PerTenant(nameof(IDatabase)));
        shared.AddSingleton<ITenantAdministration>(_ => throw PerTenant(nameof(ITenantAdministration)));
        return shared.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = false });
    }

    /// <summary>
    /// Shared services enter a tenant's container as instances, which it does not dispose. Called once the pipeline stands, so that the
    /// route table is complete.
    /// </summary>
    public static IReadOnlyList<ServiceDescriptor> ForTenants(IServiceCollection services, ServiceProvider shared)
    {
        var seen = new HashSet<Type>();
        var result = new List<ServiceDescriptor>(services.Count);
        foreach (var descriptor in services)
        {
            if (!IsShared(descriptor))
                result.Add(descriptor);
            else if (seen.Add(descriptor.ServiceType))
                result.AddRange(shared.GetServices(descriptor.ServiceType).Select(x => new ServiceDescriptor(descriptor.ServiceType, x!)));
        }

        return result;
    }

    private static bool IsShared(ServiceDescriptor descriptor) =>
        descriptor is { Lifetime: ServiceLifetime.Singleton, IsKeyedService: false }
        && !descriptor.ServiceType.ContainsGenericParameters
        && descriptor.ImplementationInstance is null
        && descriptor.ServiceType.Assembly.GetName().Name is { } room
        && SharedRooms.Any(x => room.StartsWith(x, StringComparison.Ordinal));

    private static InvalidOperationException PerTenant(string service) =>
        new($"{service} differs from tenant to tenant, but was asked of the services that tenants share: take it as a parameter of "
            + "InvokeAsync or of the endpoint's handler, or from HttpContext.RequestServices.");
}
