using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Accounts.Storage;
using Marketplace.Users.Administration;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Tests.Accounts;

public sealed class UserStoreTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Everything_of_a_user_comes_back_as_it_was_stored(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await using var scope = shell.CreateScope();
        var store = Store(scope);
        var user = NewUser(shell, "Ann@Example.com");
        user.Name = "Ann Ä 🍄";
        user.EmailConfirmed = true;
        user.PasswordHash = "hash";
        user.SecurityStamp = "stamp";
        user.LockoutEnabled = true;
        user.LockoutEnd = shell.Time.GetUtcNow().AddMinutes(5);
        user.AccessFailedCount = 3;
        user.TwoFactorEnabled = true;
        user.AuthenticatorKey = "key";
        user.Roles.UnionWith([Abstractions.Roles.Editor, Abstractions.Roles.Customer]);

        Assert.True((await store.CreateAsync(user, default)).Succeeded);

        var found = Assert.IsType<User>(await store.FindByEmailAsync("ANN@EXAMPLE.COM", default));
        Assert.StartsWith("usr_", found.Id, StringComparison.Ordinal);
        Assert.Equivalent(user, found, strict: true);
        Assert.Equal(user.Id, (await store.FindByIdAsync(user.Id, default))!.Id);
        Assert.Equal(user.Id, (await store.FindByNameAsync("ANN@EXAMPLE.COM", default))!.Id);
        Assert.Null(await store.FindByIdAsync("usr_nobody", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_writer_that_was_overtaken_writes_nothing(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await using var scope = shell.CreateScope();
        var store = Store(scope);
        await store.CreateAsync(NewUser(shell, "ann@example.com"), default);
        var first = (await store.FindByEmailAsync("ANN@EXAMPLE.COM", default))!;
        var second = (await store.FindByEmailAsync("ANN@EXAMPLE.COM", default))!;
        first.Name = "First";
        second.Name = "Second";
        second.Roles.Add(Abstractions.Roles.Administrator);

        Assert.True((await store.UpdateAsync(first, default)).Succeeded);
        var late = await store.UpdateAsync(second, default);

        Assert.Equal(nameof(IdentityErrorDescriber.ConcurrencyFailure), Assert.Single(late.Errors).Code);
        var stored = (await store.FindByEmailAsync("ANN@EXAMPLE.COM", default))!;
        Assert.Equal("First", stored.Name);
        Assert.Empty(stored.Roles);
        Assert.False((await store.DeleteAsync(second, default)).Succeeded);
        Assert.True((await store.DeleteAsync(first, default)).Succeeded);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_address_belongs_to_one_user(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await using var scope = shell.CreateScope();
        var store = Store(scope);
        await store.CreateAsync(NewUser(shell, "ann@example.com"), default);
        var ben = NewUser(shell, "ben@example.com");
        await store.CreateAsync(ben, default);

        var again = await store.CreateAsync(NewUser(shell, "ANN@example.com"), default);
        ben.Email = "ann@example.com";
        ben.NormalizedEmail = "ANN@EXAMPLE.COM";
        var taken = await store.UpdateAsync(ben, default);

        Assert.Equal(nameof(IdentityErrorDescriber.DuplicateEmail), Assert.Single(again.Errors).Code);
        Assert.Equal(nameof(IdentityErrorDescriber.DuplicateEmail), Assert.Single(taken.Errors).Code);
        Assert.Equal(2, await shell.CountAsync("users"));
        Assert.Equal(2, await shell.CountAsync("outbox"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Roles_are_given_and_taken_by_name_in_any_case(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync("ann@example.com");

        await shell.InScopeAsync(async (UserAccounts users) =>
        {
            var user = (await users.FindByEmailAsync("ann@example.com"))!;
            Assert.True((await users.AddToRoleAsync(user, "editor")).Succeeded);
            Assert.True((await users.RemoveFromRoleAsync(user, "CUSTOMER")).Succeeded);
            await Assert.ThrowsAsync<InvalidOperationException>(() => users.AddToRoleAsync(user, "Emperor"));
            return true;
        });

        Assert.Equal([Abstractions.Roles.Editor], (await shell.ReadAsync("ann@example.com")).Roles);
        Assert.Equal("ann@example.com", Assert.Single(await shell.InScopeAsync((UserAccounts x) => x.GetUsersInRoleAsync("Editor"))).Email);
        Assert.Empty(await shell.InScopeAsync((UserAccounts x) => x.GetUsersInRoleAsync("Customer")));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_recovery_code_works_once_and_is_not_stored_as_it_is(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync("ann@example.com");
        var codes = await shell.InScopeAsync(async (UserAccounts users) =>
            (await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByEmailAsync("ann@example.com"))!, 3))!.ToList());

        async Task<bool> RedeemAsync(string code) => await shell.InScopeAsync(async (UserAccounts users) =>
            (await users.RedeemTwoFactorRecoveryCodeAsync((await users.FindByEmailAsync("ann@example.com"))!, code)).Succeeded);

        Assert.DoesNotContain(codes[0], (await shell.ReadAsync("ann@example.com")).RecoveryCodes, StringComparison.OrdinalIgnoreCase);
        Assert.True(await RedeemAsync(codes[0]));
        Assert.False(await RedeemAsync(codes[0]));
        Assert.True(await RedeemAsync(codes[1]));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Other_modules_find_users_by_id_and_address(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        var ann = await shell.RegisteredAsync("ann@example.com");
        var ben = await shell.RegisteredAsync("ben@example.com");

        await shell.InScopeAsync(async (IUserDirectory directory) =>
        {
            Assert.Equal(
                new UserSummary(ann, "ann@example.com", "Ann", EmailConfirmed: false) { RegisteredAt = shell.Time.GetUtcNow() },
                await directory.FindAsync(ann, default));
            Assert.Equal(ben, (await directory.FindByEmailAsync(" Ben@Example.com ", default))!.Id);
            Assert.Null(await directory.FindAsync("usr_nobody", default));
            Assert.Equal(
                [ann, ben], (await directory.FindManyAsync([ann, "usr_nobody", ben, ann], default)).Keys.Order(StringComparer.Ordinal));
            Assert.Empty(await directory.FindManyAsync([], default));
            return true;
        });
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Other_modules_see_who_is_locked_and_wrong_passwords_are_no_lock(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Abstractions.Roles.Administrator);
        var ann = await shell.RegisteredAsync("ann@example.com");
        Assert.False((await FindAsync())!.IsLocked);

        await shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update users set lockout_end = @soon where id = @ann", new { ann, soon = shell.Time.GetUtcNow().AddMinutes(10) }),
                default);
        Assert.False((await FindAsync())!.IsLocked);

        await shell.InScopeAsync((LockUser x) => x.LockAsync(admin, ann, default));
        Assert.True((await FindAsync())!.IsLocked);
        await shell.InScopeAsync((LockUser x) => x.UnlockAsync(admin, ann, default));
        Assert.False((await FindAsync())!.IsLocked);

        Task<UserSummary?> FindAsync() => shell.InScopeAsync((IUserDirectory x) => x.FindByEmailAsync("ann@example.com", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Other_modules_walk_through_users_and_find_many_addresses(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        var ids = new List<string>();
        for (var i = 1; i <= 5; i++)
        {
            ids.Add(await shell.RegisteredAsync($"user{i}@example.com"));
            shell.Time.Advance(TimeSpan.FromDays(1));
        }

        var since = shell.Time.GetUtcNow().AddDays(-2);
        var staff = await shell.RegisteredAsync("staff@example.com", Abstractions.Roles.Editor);

        await shell.InScopeAsync(async (IUserDirectory directory) =>
        {
            async Task<IEnumerable<string>> ListAsync(UserListing listing) =>
                (await directory.ListAsync(listing, default)).Select(x => x.Id);
            Assert.Equal(ids[..2], await ListAsync(new UserListing(2)));
            Assert.Equal(ids[2..4], await ListAsync(new UserListing(2, ids[1])));
            Assert.Equal([staff], await ListAsync(new UserListing(2, ids[4])));
            Assert.Equal([staff], await ListAsync(new UserListing(10, Role: Abstractions.Roles.Editor)));
            Assert.Equal([.. ids[3..], staff], await ListAsync(new UserListing(10, RegisteredFrom: since)));
            Assert.Equal(ids[..3], await ListAsync(new UserListing(10, RegisteredBefore: since)));
            Assert.Empty(await ListAsync(new UserListing(10, RegisteredFrom: since, RegisteredBefore: since)));
            foreach (var limit in new[] { 0, 1001 })
                await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => directory.ListAsync(new UserListing(limit), default));

            var found = await directory.FindManyByEmailAsync(
                [" USER1@example.com ", "user1@example.com", "nobody@example.com", "user2@example.com"], default);
            Assert.Equal(3, found.Count);
            Assert.Equal(ids[0], found[" USER1@example.com "].Id);
            Assert.Equal(ids[0], found["user1@example.com"].Id);
            Assert.Equal(ids[1], found["user2@example.com"].Id);
            Assert.Empty(await directory.FindManyByEmailAsync([], default));
            return true;
        });
    }

    private static UserStore Store(AsyncServiceScope scope) => (UserStore)scope.ServiceProvider.GetRequiredService<IUserStore<User>>();

    private static User NewUser(TestShell shell, string email)
    {
        var user = User.New(email, "", shell.Time);
        user.NormalizedEmail = email.ToUpperInvariant();
        return user;
    }
}
