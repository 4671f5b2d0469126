using Marketplace.Users.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Users.SignIn;

/// <summary>
/// The cookies of a session: named after the tenant and bound to its path, so that tenants of one host name do not overwrite each other's.
/// Their content is sealed with the tenant's keys.
/// </summary>
internal static class SessionCookies
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromDays(14);

    public static void AddSessionCookies(this IServiceCollection services)
    {
        // Ending a session also forgets what was remembered of a second factor, so its schemes must be there.
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme)
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme).Configure<ITenant, IWebHostEnvironment>(
            (options, tenant, environment) => Bind(options, "mp_2f_", tenant, environment));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorRememberMeScheme).Configure<ITenant,
            IWebHostEnvironment>(
            (options, tenant, environment) => Bind(options, "mp_2r_", tenant, environment));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<ITenant,
            IWebHostEnvironment>((options, tenant, environment) =>
        {
            Bind(options, "mp_", tenant, environment);
            options.LoginPath = Path(AccountPaths.SignIn);
            options.LogoutPath = Path(AccountPaths.SignOut);
            options.AccessDeniedPath = "/account/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = SessionLength;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
            options.Events.OnRedirectToLogin = x => ApiAnswers.ChallengeAsync(x, StatusCodes.Status401Unauthorized);
            // The pages themselves say where to go on: after signing in there may be a form to send again.
            options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
            options.Events.OnRedirectToAccessDenied = x => ApiAnswers.ChallengeAsync(x, StatusCodes.Status403Forbidden);
        });
    }

    private static void Bind(CookieAuthenticationOptions options, string prefix, ITenant tenant, IWebHostEnvironment environment)
    {
        options.Cookie.Name = prefix + tenant.Name;
        options.Cookie.Path = tenant.PathPrefix.Length > 0 ? tenant.PathPrefix : "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.IsEssential = true;
    }

    private static string Path(string link) => link.TrimStart('~');
}
