using System.Security.Claims;
using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Sessions;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Marketplace.Abstractions.Roles;

namespace Marketplace.Users.Tests.SignIn;

public sealed class SessionTests
{
    private const string Ann = "ann@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_lock_ends_open_sessions_at_once_for_every_process(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shell = await TestAccounts.ShellAsync(database);
        await using var other = await TestAccounts.ShellAsync(database);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync(Ann);
        var session = await BeginAsync(shell);
        Assert.NotNull(await CheckAsync(shell, session, "GET"));
        Assert.NotNull(await CheckAsync(other, session, "GET"));

        await shell.InScopeAsync((LockUser x) => x.LockAsync(admin, ann, default));

        Assert.Null(await CheckAsync(shell, session, "GET"));
        Assert.Null(await CheckAsync(shell, session, "POST"));
        Assert.Null(await CheckAsync(other, session, "POST"));
        // A page that only shows something may be three seconds old in another process.
        other.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await CheckAsync(other, session, "GET"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task New_roles_and_names_reach_open_sessions_at_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shell = await TestAccounts.ShellAsync(database);
        await using var other = await TestAccounts.ShellAsync(database);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync(Ann);
        var session = await BeginAsync(shell);
        await CheckAsync(other, session, "GET");
        await shell.InScopeAsync(
            (ChangeUserRoles x) => x.ExecuteAsync(admin, ann, ChangeUserRoles.VersionOf([Customer]), [Editor], default));

        foreach (var process in new[] { shell, other })
        {
            var now = Assert.IsType<ClaimsPrincipal>(await CheckAsync(process, session, "POST"));
            Assert.True(now.IsInRole(Editor));
            Assert.False(now.IsInRole(Customer));
            Assert.Equal(ann, now.GetUserId());
            Assert.Equal("Ann", now.Identity!.Name);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_new_password_ends_every_session_but_the_one_it_was_set_in(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var (here, elsewhere) = (await BeginAsync(shell), await BeginAsync(shell));

        await shell.InScopeAsync(async (UserAccounts users) =>
        {
            var user = (await users.FindByEmailAsync(Ann))!;
            Assert.True((await users.ChangePasswordAsync(user, TestAccounts.Password, "another good one")).Succeeded);
            await shell.InScopeAsync(async (SessionStore sessions) =>
            {
                await sessions.KeepAsync(UserClaims.FindSessionId(here)!, user, default);
                return true;
            });
            return true;
        });

        Assert.NotNull(await CheckAsync(shell, here, "POST"));
        Assert.Null(await CheckAsync(shell, elsewhere, "GET"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_removed_user_has_no_session(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var session = await BeginAsync(shell);

        await shell.InScopeAsync(async (UserAccounts users) => await users.DeleteAsync((await users.FindByEmailAsync(Ann))!));

        Assert.Null(await CheckAsync(shell, session, "POST"));
        Assert.Equal(0, await shell.CountAsync("user_sessions"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_session_ends_thirty_days_after_it_began_however_often_it_is_used(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var session = await BeginAsync(shell);

        for (var day = 1; day < 30; day++)
        {
            shell.Time.Advance(TimeSpan.FromDays(1));
            Assert.NotNull(await CheckAsync(shell, session, "GET"));
        }

        shell.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await CheckAsync(shell, session, "GET"));
        await shell.InScopeAsync(async (ForgetEndedSessions task) =>
        {
            await task.RunAsync(default);
            return true;
        });
        Assert.Equal(0, await shell.CountAsync("user_sessions"));
    }

    [Fact]
    public async Task A_cookie_from_before_sessions_were_kept_is_no_session()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        await shell.RegisteredAsync(Ann);

        Assert.Null(await CheckAsync(shell, await new UserClaims().CreateAsync(await shell.ReadAsync(Ann)), "GET"));
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
        Assert.Equal(
            (true, SameSiteMode.Lax, CookieSecurePolicy.Always),
            (options.Cookie.HttpOnly, options.Cookie.SameSite, options.Cookie.SecurePolicy));
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
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite, setup => setup.Environment.EnvironmentName = environment, new Startup());

        Assert.All(
            (string[])[
                IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme],
            scheme => Assert.Equal(policy, shell.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme).Cookie.SecurePolicy));
    }

    private static Task<ClaimsPrincipal> BeginAsync(TestShell shell) => shell.InScopeAsync(async (SessionStore sessions) =>
    {
        var user = await shell.ReadAsync(Ann);
        var id = await sessions.BeginAsync(user, default);
        return UserClaims.Create(new SessionUser(id, user.Id, user.Name, user.Email, []));
    });

    /// <summary>What the cookie's handler does with each request.</summary>
    private static Task<ClaimsPrincipal?> CheckAsync(TestShell shell, ClaimsPrincipal principal, string method) =>
        shell.InRequestAsync(async (IHttpContextAccessor http) =>
        {
            http.HttpContext!.Request.Method = method;
            var options = shell.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
            var scheme = new AuthenticationScheme(
                IdentityConstants.ApplicationScheme, displayName: null, typeof(CookieAuthenticationHandler));
            var properties = new AuthenticationProperties { IssuedUtc = shell.Time.GetUtcNow() };
            var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);
            var context = new CookieValidatePrincipalContext(http.HttpContext, scheme, options, ticket);
            await options.Events.ValidatePrincipal(context);
            return context.Principal;
        });
}
