using Marketplace.Testing;

namespace Marketplace.Users.Tests;

public sealed class LockoutTests
{
    private const string Ann = "ann@example.com";
    private const string Wrong = "wrong password";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Five_wrong_passwords_lock_for_ten_minutes(DatabaseKind kind)
    {
        await using var shell = await Accounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        for (var i = 0; i < 4; i++)
            Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, Wrong));
        Assert.Equal(SignInResultKind.LockedOut, await shell.SignInAsync(Ann, Wrong));
        Assert.Equal(SignInResultKind.LockedOut, await shell.SignInAsync(Ann));

        shell.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(SignInResultKind.LockedOut, await shell.SignInAsync(Ann));
        shell.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_right_password_starts_the_count_anew(DatabaseKind kind)
    {
        await using var shell = await Accounts.ShellAsync(kind);
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
    public async Task Parallel_guesses_are_all_counted(DatabaseKind kind)
    {
        await using var shell = await Accounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        var copies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shell.ReadAsync(Ann)));

        await Task.WhenAll(copies.Select(x => shell.InScopeAsync((UserAccounts users) => users.AccessFailedAsync(x))));

        Assert.Equal(SignInResultKind.LockedOut, await shell.SignInAsync(Ann));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Unknown_addresses_and_wrong_passwords_get_the_same_answer(DatabaseKind kind)
    {
        await using var shell = await Accounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync("nobody@example.com"));
        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, Wrong));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(" ANN@example.com "));
    }
}
