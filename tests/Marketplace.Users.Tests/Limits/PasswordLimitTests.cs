using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Credentials;
using Marketplace.Users.Limits;
using Marketplace.Users.Mails;
using Marketplace.Users.Registration;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Identity;
using SignInResult = Marketplace.Users.SignIn.SignInResult;

namespace Marketplace.Users.Tests.Limits;

public sealed class PasswordLimitTests
{
    private const string Ann = "ann@example.com";
    private const string Wrong = "wrong password";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Five_wrong_passwords_pause_signing_in_from_there_for_ten_minutes(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        for (var i = 0; i < 5; i++)
            Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, Wrong));
        Assert.Equal(SignInResultKind.Paused, await shell.SignInAsync(Ann));

        shell.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        var paused = await shell.InRequestAsync(
            (SignInWithPassword x) => x.ExecuteAsync(Ann, TestAccounts.Password, remember: false, default));
        Assert.Equal(new SignInResult(SignInResultKind.Paused, TimeSpan.FromSeconds(1)), paused);
        shell.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_strangers_wrong_passwords_do_not_keep_the_owner_out(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        // More than all networks together may try.
        for (var i = 0; i < 60; i++)
            await shell.SignInAsync(Ann, Wrong, from: "203.0.113.9");

        Assert.Equal(SignInResultKind.Paused, await shell.SignInAsync(Ann, from: "203.0.113.9"));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann, from: "198.51.100.1"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Guesses_from_many_networks_stop_but_the_owners_device_and_a_mailed_link_still_open(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var (own, another) = (new TestBrowser(), new TestBrowser());
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann, browser: own));

        for (var i = 0; i < 50; i++)
            Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, Wrong, from: $"203.0.113.{i}"));
        Assert.Equal(SignInResultKind.Paused, await shell.SignInAsync(Ann, from: "198.51.100.1", browser: another));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann, from: "198.51.100.2", browser: own));

        await shell.InRequestAsync(async (AccountMails mails) =>
        {
            await mails.RequestAsync(await shell.ReadAsync(Ann), AccountMailKind.PasswordReset, address: null, default);
            return true;
        });
        var link = await shell.LastLinkAsync(Ann);
        Assert.Empty(await shell.InRequestAsync(
            (ResetPassword x) => x.ExecuteAsync(link["user"], link["code"], "a brand new secret"), browser: another));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann, "a brand new secret", from: "198.51.100.1", browser: another));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    public async Task A_network_is_a_v4_address_or_a_64_of_v6(string guesser, string other, bool isFree)
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        await shell.RegisteredAsync(Ann);
        for (var i = 0; i < 5; i++)
            await shell.SignInAsync(Ann, Wrong, from: guesser);

        Assert.Equal(isFree ? SignInResultKind.SignedIn : SignInResultKind.Paused, await shell.SignInAsync(Ann, from: other));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_right_password_starts_the_count_anew(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, Wrong));
            Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann));
        }

        Assert.Equal(shell.Time.GetUtcNow(), (await shell.ReadAsync(Ann)).LastSignInAt);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Parallel_guesses_are_all_counted_before_they_are_looked_at(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        var results = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => shell.SignInAsync(Ann, Wrong)));

        Assert.Equal((5, 4), (results.Count(x => x == SignInResultKind.Wrong), results.Count(x => x == SignInResultKind.Paused)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_address_without_an_account_is_answered_like_one_with(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var admin = await shell.RegisteredAsync("admin@example.com", Abstractions.Roles.Administrator);
        await shell.InScopeAsync(async (LockUser x) => x.LockAsync(admin, (await shell.ReadAsync(Ann)).Id, default));

        foreach (var address in new[] { Ann, "nobody@example.com" })
        {
            for (var i = 0; i < 5; i++)
                Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(address, Wrong));
            Assert.Equal(SignInResultKind.Paused, await shell.SignInAsync(address, Wrong));
        }
    }

    [Fact]
    public async Task Only_the_right_password_tells_of_an_administrators_lock()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        var ann = await shell.RegisteredAsync(Ann);
        var admin = await shell.RegisteredAsync("admin@example.com", Abstractions.Roles.Administrator);
        await shell.InScopeAsync((LockUser x) => x.LockAsync(admin, ann, default));

        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, Wrong));
        Assert.Equal(SignInResultKind.Locked, await shell.SignInAsync(Ann));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Wrong_current_passwords_count_too(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var ann = await shell.ReadAsync(Ann);

        for (var i = 0; i < 3; i++)
            Assert.Equal(nameof(IdentityErrorDescriber.PasswordMismatch), Assert.Single(await ChangePasswordAsync(shell, ann, Wrong)).Code);
        for (var i = 0; i < 2; i++)
            Assert.Equal(nameof(IdentityErrorDescriber.PasswordMismatch), Assert.Single(await ChangeAddressAsync(shell, ann, Wrong)).Code);

        var paused = Assert.IsType<PausedError>(Assert.Single(await ChangePasswordAsync(shell, ann, TestAccounts.Password)));
        Assert.Equal(TimeSpan.FromMinutes(10), paused.Wait);
        Assert.IsType<PausedError>(Assert.Single(await ChangeAddressAsync(shell, ann, TestAccounts.Password)));
        Assert.Equal(SignInResultKind.Paused, await shell.SignInAsync(Ann));
    }

    [Theory]
    [InlineData("ann@example.com", " Ann@Example.com ", true)]
    [InlineData("ann@example.com", "ann+news@example.com", true)]
    [InlineData("ann@example.com", "anna@example.com", false)]
    public async Task Mails_are_counted_by_mailbox(string first, string second, bool isOne)
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        for (var i = 0; i < 5; i++)
            Assert.Null(await AskAsync(shell, first));

        Assert.Equal(isOne, await AskAsync(shell, second) is not null);
        Assert.Equal(isOne, await shell.RegisterAsync(second) is RegisterUserResult.TooOften);
        shell.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await AskAsync(shell, first));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_strangers_mails_do_not_take_the_owners_way_back_in(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        for (var i = 0; i < 30; i++)
            Assert.Equal(i >= 5, await AskAsync(shell, Ann, from: "203.0.113.9") is not null);

        Assert.Null(await AskAsync(shell, Ann, from: "198.51.100.1"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_networks_do_not_flood_a_mailbox(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        for (var i = 0; i < 20; i++)
            Assert.Null(await AskAsync(shell, Ann, from: $"203.0.113.{i}"));

        Assert.Equal(TimeSpan.FromHours(1), await AskAsync(shell, Ann, from: "198.51.100.1"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_registration_that_is_refused_uses_no_mail(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        for (var i = 0; i < 25; i++)
            Assert.IsType<RegisterUserResult.Refused>(await shell.RegisterAsync(Ann, "short"));

        Assert.IsType<RegisterUserResult.Registered>(await shell.RegisterAsync(Ann));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_counted_is_forgotten_when_its_time_is_over(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.SignInAsync(Ann, Wrong);
        Assert.Equal(2, await shell.CountAsync("account_limits"));
        shell.Time.Advance(TimeSpan.FromHours(1));

        await shell.InScopeAsync(async (ForgetOldLimits task) =>
        {
            await task.RunAsync(default);
            return true;
        });

        Assert.Equal(0, await shell.CountAsync("account_limits"));
    }

    private static Task<TimeSpan?> AskAsync(TestShell shell, string address, string from = "192.0.2.1") =>
        shell.InRequestAsync((AskForPasswordReset ask) => ask.ExecuteAsync(address, default), from);

    private static Task<IReadOnlyList<IdentityError>> ChangePasswordAsync(TestShell shell, User user, string current) =>
        shell.InRequestAsync((ChangePassword change) => change.ExecuteAsync(user, current, "a brand new secret", default));

    private static Task<IReadOnlyList<IdentityError>> ChangeAddressAsync(TestShell shell, User user, string password) =>
        shell.InRequestAsync((ChangeAddress change) => change.RequestAsync(user, "new@example.com", password, default));
}
