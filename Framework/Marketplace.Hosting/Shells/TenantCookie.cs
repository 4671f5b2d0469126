using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Shells;

/// <summary>A cookie of a service that tenants share: its name carries the tenant, its path is the tenant's.</summary>
internal sealed class TenantCookieBuilder : CookieBuilder
{
    private readonly string _prefix;

    public TenantCookieBuilder(string prefix)
    {
        _prefix = prefix;
        HttpOnly = true;
        SameSite = SameSiteMode.Strict;
        IsEssential = true;
        // Not "always": the framework then refuses to make a form at all on plain HTTP, and a new host is set up on localhost.
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
        options.Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/";
        return options;
    }
}
