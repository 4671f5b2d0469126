using Marketplace.Hosting.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// A cookie of a service that tenants share: its name carries the tenant, its path is the tenant's. Outside Development it travels over
/// HTTPS alone, as the session does, except before the setup: a new host is set up on localhost.
/// </summary>
internal sealed class TenantCookieBuilder : CookieBuilder
{
    private readonly string _prefix;

    public TenantCookieBuilder(string prefix)
    {
        _prefix = prefix;
        HttpOnly = true;
        SameSite = SameSiteMode.Strict;
        IsEssential = true;
        // Not "always": the framework then refuses to make any page with a form on plain HTTP. Build says it of each cookie instead.
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    public override string? Name
    {
        get => _prefix + CurrentShell.Tenant.Name;
        set => throw new NotSupportedException("The name follows the tenant.");
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure |= CurrentShell.Tenant.Name != SetupTenant.Name
            && !context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        options.Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/";
        return options;
    }
}
