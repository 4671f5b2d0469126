using System.Security.Claims;
using Marketplace.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Marketplace.Abstractions.Roles;

namespace Marketplace.Users.Tests;

public sealed class SessionTests
{
    private const string Ann = "ann@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_lock_ends_open_sessions_within_a_minute(DatabaseKind kind)
    {
        await using var shell = await Accounts.ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync(Ann);
        var session = await PrincipalAsync(shell);
        await shell.InScopeAsync((LockUser x) => x.LockAsync(admin, ann, default));

        Assert.NotNull(await CheckAsync(shell, session, age: TimeSpan.FromSeconds(59)));
        Assert.Null(await CheckAsync(shell, session, age: TimeSpan.FromSeconds(61)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task New_roles_and_names_reach_open_sessions_within_a_minute(DatabaseKind kind)
    {
        await using var shell = await Accounts.ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync(Ann);
        var session = await PrincipalAsync(shell);
        await shell.InScopeAsync((ChangeUserRoles x) => x.ExecuteAsync(admin, ann, [Editor], default));

        var later = Assert.IsType<ClaimsPrincipal>(await CheckAsync(shell, session, age: TimeSpan.FromSeconds(61)));

        Assert.True(later.IsInRole(Editor));
        Assert.False(later.IsInRole(Customer));
        Assert.Equal(ann, later.GetUserId());
        Assert.Equal("Ann", later.Identity!.Name);
    }

    [Fact]
    public async Task The_cookie_is_the_tenants_own()
    {
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            setup =>
            {
                setup.Tenant.Name = "forest";
                setup.Tenant.PathPrefix = "/forest";
                setup.Environment.EnvironmentName = "Production";
            },
            new Startup());

        var options = shell.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);

        Assert.Equal(("mp_forest", "/forest"), (options.Cookie.Name, options.Cookie.Path));
        Assert.Equal((true, SameSiteMode.Lax, CookieSecurePolicy.Always), (options.Cookie.HttpOnly, options.Cookie.SameSite, options.Cookie.SecurePolicy));
    }

    [Theory]
    [InlineData("Production", CookieSecurePolicy.Always)]
    [InlineData("production", CookieSecurePolicy.Always)]
    [InlineData("Staging", CookieSecurePolicy.Always)]
    [InlineData("Prodution", CookieSecurePolicy.Always)]
    [InlineData("", CookieSecurePolicy.Always)]
    [InlineData("Development", CookieSecurePolicy.SameAsRequest)]
    public async Task Only_in_Development_a_session_travels_without_HTTPS(string environment, CookieSecurePolicy policy)
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, setup => setup.Environment.EnvironmentName = environment, new Startup());

        Assert.All(
            (string[])[IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme],
            scheme => Assert.Equal(policy, shell.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme).Cookie.SecurePolicy));
    }

    private static Task<ClaimsPrincipal> PrincipalAsync(TestShell shell) => shell.InRequestAsync(async (SignInManager<User> signIn) =>
        await signIn.CreateUserPrincipalAsync(await shell.ReadAsync(Ann)));

    /// <summary>What the cookie's handler does with each request.</summary>
    private static Task<ClaimsPrincipal?> CheckAsync(TestShell shell, ClaimsPrincipal principal, TimeSpan age) => shell.InRequestAsync(async (IHttpContextAccessor http) =>
    {
        var options = shell.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var scheme = new AuthenticationScheme(IdentityConstants.ApplicationScheme, displayName: null, typeof(CookieAuthenticationHandler));
        var ticket = new AuthenticationTicket(
            principal, new AuthenticationProperties { IssuedUtc = shell.Time.GetUtcNow() - age }, IdentityConstants.ApplicationScheme);
        var context = new CookieValidatePrincipalContext(http.HttpContext!, scheme, options, ticket);
        await options.Events.ValidatePrincipal(context);
        return context.Principal;
    });
}
