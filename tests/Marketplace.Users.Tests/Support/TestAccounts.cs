using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Registration;
using Marketplace.Users.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Tests.Support;

/// <summary>Short words for what the tests of this module do all the time.</summary>
internal static partial class TestAccounts
{
    public const string Password = "correct horse battery";

    public static Task<TestShell> ShellAsync(DatabaseKind kind, params IPermissionProvider[] permissions) =>
        TestShell.CreateAsync(kind, setup => AddPermissions(setup, permissions), new Startup());

    /// <summary>A further process on the same database.</summary>
    public static Task<TestShell> ShellAsync(TestDatabase database, params IPermissionProvider[] permissions) =>
        TestShell.CreateAsync(database, setup => AddPermissions(setup, permissions), new Startup());

    private static void AddPermissions(TestShellSetup setup, IPermissionProvider[] permissions)
    {
        foreach (var provider in permissions)
            setup.Services.AddSingleton(provider);
    }

    /// <summary>Runs in a scope with a request, as a page does.</summary>
    /// <param name="from">The client's address.</param>
    /// <param name="browser">Keeps the cookies of one request for the next.</param>
    public static async Task<TResult> InRequestAsync<TService, TResult>(
        this TestShell shell, Func<TService, Task<TResult>> work, string from = "192.0.2.1", TestBrowser? browser = null)
        where TService : notnull
    {
        await using var scope = shell.CreateScope();
        var accessor = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            Request = { Scheme = "https", Host = new HostString("shop.example"), PathBase = shell.Tenant.PathPrefix },
            Connection = { RemoteIpAddress = IPAddress.Parse(from) },
        };
        browser?.Send(accessor.HttpContext);
        try
        {
            var result = await work(scope.ServiceProvider.GetRequiredService<TService>());
            browser?.Receive(accessor.HttpContext);
            return result;
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    public static Task<RegisterUserResult> RegisterAsync(this TestShell shell, string email, string password = Password) =>
        shell.InRequestAsync((RegisterUser register) => register.ExecuteAsync(email, "Ann", password, terms: null, CancellationToken.None));

    public static async Task<string> RegisteredAsync(this TestShell shell, string email, params string[] roles)
    {
        var id = Assert.IsType<RegisterUserResult.Registered>(await shell.RegisterAsync(email)).UserId;
        if (roles.Length > 0)
        {
            await shell.InScopeAsync(async (UserAccounts users) =>
            {
                var user = (await users.FindByIdAsync(id))!;
                user.Roles.UnionWith(roles);
                return (await users.UpdateAsync(user)).Succeeded;
            });
        }

        return id;
    }

    public static async Task<SignInResultKind> SignInAsync(
        this TestShell shell, string email, string password = Password, string from = "192.0.2.1", TestBrowser? browser = null) =>
        (await shell.InRequestAsync(
            (SignInWithPassword signIn) => signIn.ExecuteAsync(email, password, remember: false, CancellationToken.None), from,
            browser)).Kind;

    public static async Task<User> ReadAsync(this TestShell shell, string email) =>
        (await shell.InScopeAsync((UserAccounts users) => users.FindByEmailAsync(email)))!;

    public static async Task<long> CountAsync(this TestShell shell, string table)
    {
        await using var session = await shell.Database.OpenAsync(CancellationToken.None);
        return await session.ScalarAsync<long>($"select count(*) from {table}");
    }

    /// <summary>The query of the link in the last mail to this address.</summary>
    public static async Task<Dictionary<string, string>> LastLinkAsync(this TestShell shell, string to)
    {
        await shell.DrainOutboxAsync();
        var mail = shell.Mailbox.Mails.Last(x => x.To == to);
        var address = new Uri(WebUtility.HtmlDecode(Href.Match(mail.Html).Groups["address"].Value));
        var query = HttpUtility.ParseQueryString(address.Query);
        var values = query.AllKeys.ToDictionary(x => x!, x => query[x]!, StringComparer.Ordinal);
        values["path"] = address.GetLeftPart(UriPartial.Path);
        return values;
    }

    [GeneratedRegex("href=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Href { get; }
}

internal sealed class TestPermissions(params Permission[] permissions) : IPermissionProvider
{
    public IEnumerable<Permission> GetPermissions() => permissions;
}
