using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Users;

/// <summary>
/// Cookies of a tenant: named after it and bound to its path, so that tenants of one host name do not overwrite each other's. Their content is
/// sealed with the tenant's keys by the services that write them.
/// </summary>
internal static class TenantCookies
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromDays(14);

    public static void AddTenantCookies(this IServiceCollection services)
    {
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<ITenant, IWebHostEnvironment>((options, tenant, environment) =>
        {
            Bind(options.Cookie, "mp_", tenant, environment);
            options.LoginPath = "/account/login";
            options.LogoutPath = "/account/logout";
            options.AccessDeniedPath = "/account/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = SessionLength;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
            options.Events.OnRedirectToLogin = x => ApiAnswers.ChallengeAsync(x, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = x => ApiAnswers.ChallengeAsync(x, StatusCodes.Status403Forbidden);
        });
        services.AddOptions<AntiforgeryOptions>().Configure<ITenant, IWebHostEnvironment>(
            (options, tenant, environment) => Bind(options.Cookie, "mp_af_", tenant, environment));
        services.AddOptions<CookieTempDataProviderOptions>().Configure<ITenant, IWebHostEnvironment>(
            (options, tenant, environment) => Bind(options.Cookie, "mp_td_", tenant, environment));
    }

    private static void Bind(CookieBuilder cookie, string prefix, ITenant tenant, IWebHostEnvironment environment)
    {
        cookie.Name = prefix + tenant.Name;
        cookie.Path = tenant.PathPrefix.Length > 0 ? tenant.PathPrefix : "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.IsEssential = true;
    }
}
