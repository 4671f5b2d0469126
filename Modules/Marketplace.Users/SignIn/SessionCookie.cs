using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Users;

/// <summary>
/// The session's cookie: named after the tenant and bound to its path, so that tenants of one host name do not overwrite each other's. Its
/// content is sealed with the tenant's keys.
/// </summary>
internal static class SessionCookie
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromDays(14);

    public static void AddSessionCookie(this IServiceCollection services) =>
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<ITenant, IWebHostEnvironment>((options, tenant, environment) =>
        {
            options.Cookie.Name = "mp_" + tenant.Name;
            options.Cookie.Path = tenant.PathPrefix.Length > 0 ? tenant.PathPrefix : "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.LoginPath = Path(AccountPaths.SignIn);
            options.LogoutPath = Path(AccountPaths.SignOut);
            options.AccessDeniedPath = "/account/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = SessionLength;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
            options.Events.OnRedirectToLogin = x => ApiAnswers.ChallengeAsync(x, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = x => ApiAnswers.ChallengeAsync(x, StatusCodes.Status403Forbidden);
        });

    private static string Path(string link) => link.TrimStart('~');
}
