using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.Registration;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;

namespace Marketplace.Users.Tests.Registration;

public sealed class RegisterUserTests
{
    private const string Ann = "ann@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_newcomer_becomes_a_customer_and_gets_a_link_that_confirms_the_address(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);

        var id = await shell.RegisteredAsync(Ann);

        var user = await shell.ReadAsync(Ann);
        Assert.Equal([Abstractions.Roles.Customer], user.Roles);
        Assert.False(user.EmailConfirmed);
        var link = await shell.LastLinkAsync(Ann);
        Assert.Equal("https://shop.example/account/confirm-email", link["path"]);
        Assert.Equal(id, link["user"]);
        Assert.Equal(0, await ConfirmationsAsync(shell));
        Assert.True(await ConfirmAsync(shell, link));
        Assert.True(await ConfirmAsync(shell, link));
        Assert.True((await shell.ReadAsync(Ann)).EmailConfirmed);
        Assert.NotEqual(0, await ConfirmationsAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_known_address_makes_no_account_and_its_owner_is_told(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        Assert.IsType<RegisterUserResult.AddressTaken>(await shell.RegisterAsync("Ann@Example.com", "another password"));

        Assert.Equal(1, await shell.CountAsync("users"));
        Assert.EndsWith("/account/login", (await shell.LastLinkAsync(Ann))["path"], StringComparison.Ordinal);
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann));
    }

    [Theory]
    [InlineData("ann@example.com", "short")]
    [InlineData("ann@example.com", "aaaaaaaaaaaaaaaa")]
    [InlineData("ann@example.com", "my ann@example.com is")]
    [InlineData("ann", TestAccounts.Password)]
    [InlineData("ann@", TestAccounts.Password)]
    [InlineData("Ann <ann@example.com>", TestAccounts.Password)]
    [InlineData("ann@example.com\r\nBcc: ben@example.com", TestAccounts.Password)]
    [InlineData("änn@example.com", TestAccounts.Password)]
    public async Task Weak_passwords_and_broken_addresses_are_refused(string email, string password)
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);

        var refused = Assert.IsType<RegisterUserResult.Refused>(await shell.RegisterAsync(email, password));

        Assert.NotEmpty(refused.Errors);
        Assert.Equal(0, await shell.CountAsync("users"));
        Assert.Equal(0, await shell.CountAsync("outbox"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_registrations_at_the_same_moment_make_one_account(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shell.RegisterAsync(Ann)));

        Assert.Single(results.OfType<RegisterUserResult.Registered>());
        Assert.Equal(1, await shell.CountAsync("users"));
    }

    [Fact]
    public async Task Links_use_the_address_from_the_settings_and_the_tenants_prefix()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        shell.Tenant.PathPrefix = "/shop";
        shell.Tenant.Set("site", new SiteSettings { BaseUrl = "https://fixed.example/" });

        await shell.RegisteredAsync(Ann);

        Assert.Equal("https://fixed.example/shop/account/confirm-email", (await shell.LastLinkAsync(Ann))["path"]);
    }

    [Fact]
    public async Task The_password_is_never_stored_or_logged()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        await shell.RegisteredAsync(Ann);
        await shell.SignInAsync(Ann, "mistyped password 1");
        await shell.DrainOutboxAsync();

        Assert.DoesNotContain(TestAccounts.Password, shell.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mistyped password 1", shell.Log.Text, StringComparison.Ordinal);
        await using var session = await shell.Database.OpenAsync(CancellationToken.None);
        Assert.DoesNotContain(
            await session.QueryAsync<string>("select payload from outbox"), x => x.Contains("code", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<int> ConfirmationsAsync(TestShell shell)
    {
        await using var session = await shell.Database.OpenAsync(default);
        return (await session.QueryAsync<string>("select payload from outbox where event = 'users.email-confirmed'")).Count(
            x => x.Contains(Ann, StringComparison.Ordinal));
    }

    private static async Task<bool> ConfirmAsync(TestShell shell, Dictionary<string, string> link) =>
        await shell.InRequestAsync(
            (ConfirmEmail confirm) => confirm.ExecuteAsync(link["user"], link["code"], newAddress: null, link["user"], password: null))
            == ConfirmEmailResult.Confirmed;
}
