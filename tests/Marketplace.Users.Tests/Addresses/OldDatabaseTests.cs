using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Registration;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Tests.Addresses;

/// <summary>A database that was made before addresses and names had one form.</summary>
public sealed class OldDatabaseTests
{
    private const string Letters = "x@müller.example";
    private const string Ascii = "x@xn--mller-kva.example";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_accounts_with_one_mailbox_both_stay_usable_and_are_shown(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await MakeAsync(
            database.Database, ("usr_1", Letters, "Xaver", false), ("usr_2", Ascii, "Xenia", true),
            ("usr_3", "ann@example.com", "JOSÉ ÖDEGÅRD", true));
        await using var shell = await TestAccounts.ShellAsync(database);

        Assert.Equal(("usr_1", "usr_2"), ((await shell.ReadAsync(Letters)).Id, (await shell.ReadAsync(Ascii)).Id));
        // A third spelling leads to the one whose address was confirmed.
        Assert.Equal("usr_2", (await shell.ReadAsync("x@ｍüller.example")).Id);
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Letters));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ascii.ToUpperInvariant()));
        var shared = await shell.InScopeAsync(
            (ListUsers x) => x.ExecuteAsync(new UserFilter(null, null, false, SharedOnly: true), 1, default));
        Assert.Equal(["usr_2", "usr_1"], shared.Users.Select(x => x.Id));
        Assert.Equal(["usr_1"], shared.Users.Where(x => x.SharesAddressWith == "usr_2").Select(x => x.Id));
        Assert.Equal(
            1, (await shell.InScopeAsync((ListUsers x) => x.ExecuteAsync(new UserFilter("josé ödegård", null, false), 1, default))).Total);
        Assert.IsType<RegisterUserResult.AddressTaken>(await shell.RegisterAsync("X@Müller.example"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_of_them_can_change_and_whoever_moves_away_leaves_the_mailbox_to_the_other(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await MakeAsync(
            database.Database, ("usr_1", Letters, "One", true), ("usr_2", Ascii, "Two", false),
            ("usr_3", "x@ｍüller.example", "Three", false));
        await using var shell = await TestAccounts.ShellAsync(database);

        Assert.True((await ChangeAsync(shell, Ascii, x => x.Name = "Two, renamed")).Succeeded);
        Assert.True((await ChangeAsync(shell, Letters, x => x.Email = "elsewhere@example.com")).Succeeded);
        Assert.Equal(("usr_2", null), await SharingAsync(shell, "usr_2"));
        Assert.Equal(("usr_3", "usr_2"), await SharingAsync(shell, "usr_3"));
        Assert.False((await ChangeAsync(shell, "elsewhere@example.com", x => x.Email = Letters)).Succeeded);
        Assert.True((await ChangeAsync(shell, "x@ｍüller.example", x => x.Email = "third@example.com")).Succeeded);
        Assert.Equal(("usr_3", null), await SharingAsync(shell, "usr_3"));
    }

    [Fact]
    public async Task Many_people_and_broken_addresses_fail_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var people = Enumerable.Range(0, 700).Select(i => ($"usr_{i:0000}", $"user{i}@example.com", "User", true));
        await MakeAsync(
            database.Database, [.. people, ("usr_a", "broken", "A", false), ("usr_b", "BROKEN ", "B", false), ("usr_c", "", "", false)]);
        await using var shell = await TestAccounts.ShellAsync(database);

        Assert.Equal("usr_0699", (await shell.ReadAsync("USER699@example.com")).Id);
        Assert.Equal(
            ["usr_b", "usr_a"],
            (await shell.InScopeAsync((ListUsers x) => x.ExecuteAsync(new UserFilter(null, null, false, true), 1, default))).Users.Select(
                x => x.Id));
    }

    private static Task<IdentityResult> ChangeAsync(TestShell shell, string email, Action<User> change) =>
        shell.InScopeAsync(async (UserAccounts users) =>
        {
            var user = (await users.FindByEmailAsync(email))!;
            change(user);
            return await users.UpdateAsync(user);
        });

    private static async Task<(string Id, string? With)> SharingAsync(TestShell shell, string id)
    {
        await using var db = await shell.Database.OpenAsync(default);
        return await db.QuerySingleAsync<(string, string?)>("select id, shares_address_with from users where id = @id", new { id });
    }

    private static async Task MakeAsync(IDatabase database, params (string Id, string Email, string Name, bool Confirmed)[] people)
    {
        var hash = new PasswordHasher<User>().HashPassword(new User { Id = "", Email = "", CreatedAt = default }, TestAccounts.Password);
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "create table migrations (name text primary key, version integer not null, applied_at timestamptz not null)");
                await db.ExecuteAsync(
                    "insert into migrations (name, version, applied_at) values (@name, @version, @now)",
                    new { name = typeof(Migrations).FullName, version = await new Migrations().CreateAsync(db),
                        now = DateTimeOffset.UnixEpoch });
                foreach (var (id, email, name, confirmed) in people)
                {
                    await db.ExecuteAsync(
                        """
                        insert into users (
                          id, email, normalized_email, name, email_confirmed, password_hash, security_stamp, concurrency_stamp,
                          lockout_enabled, access_failed_count,
                          two_factor_enabled, recovery_codes, created_at)
                        values (@id, @email, @normalized, @name, @confirmed, @hash, 'stamp', 'stamp', @yes, 0, @no, '', @now)
                        """,
                        new { id, email, normalized = email.Normalize().ToUpperInvariant(), name, confirmed, hash, yes = true, no = false,
                            now = DateTimeOffset.UnixEpoch });
                }

                return true;
            },
            CancellationToken.None);
    }
}
