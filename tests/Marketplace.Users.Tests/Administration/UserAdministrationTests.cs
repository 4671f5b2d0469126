using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Credentials;
using Marketplace.Users.Roles;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;
using static Marketplace.Abstractions.Roles;

namespace Marketplace.Users.Tests.Administration;

public sealed class UserAdministrationTests
{
    private static readonly TestPermissions Features = new(
        new Permission("EditPages", "Edit pages", Editor), new Permission(Permissions.ManageUsers, "Users", Operator));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_administrator_changes_roles(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync("ann@example.com");

        Assert.IsType<UserChangeResult.Changed>(await RolesAsync(shell, admin, ann, Editor, Administrator));

        Assert.Equal([Administrator, Editor], (await shell.ReadAsync("ann@example.com")).Roles);
        Assert.IsType<UserChangeResult.NotFound>(await RolesAsync(shell, admin, "usr_nobody", Editor));
        AssertRefused(UserChangeRefusal.UnknownRole, await RolesAsync(shell, admin, ann, "Emperor"));
    }

    [Fact]
    public async Task Nobody_takes_the_role_Administrator_from_themselves_or_locks_themselves()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        await shell.RegisteredAsync("second@example.com", Administrator);

        AssertRefused(UserChangeRefusal.OwnAdministratorRole, await RolesAsync(shell, admin, admin, Customer));
        AssertRefused(UserChangeRefusal.OwnLock, await LockAsync(shell, admin, admin));
        AssertRefused(UserChangeRefusal.OwnRoles, await RolesAsync(shell, admin, admin, Administrator, Editor));
        Assert.DoesNotContain(Editor, (await shell.ReadAsync("admin@example.com")).Roles);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_done_to_others_is_written_down_and_what_is_refused_is_not(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync("ann@example.com");
        var before = shell.Get<TestAudit>().Entries.Count;

        await RolesAsync(shell, admin, ann, Editor);
        await RolesAsync(shell, admin, admin, Editor);
        await LockAsync(shell, admin, ann);
        await LockAsync(shell, admin, admin);

        var entries = shell.Get<TestAudit>().Entries.Skip(before).ToList();
        Assert.Equal([UserActs.RolesChanged, UserActs.Locked], entries.Select(x => x.Act));
        Assert.All(entries, x => Assert.Equal((admin, ann, ann), (x.Who, x.Record, x.Concerns)));
        Assert.Equal((Customer, Editor), (entries[0].Before, entries[0].After));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_administrators_who_remove_each_other_at_once_leave_one(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var one = await shell.RegisteredAsync("one@example.com", Administrator);
        var two = await shell.RegisteredAsync("two@example.com", Administrator);

        var results = await Task.WhenAll(RolesAsync(shell, one, two, Customer), LockAsync(shell, two, one));

        Assert.Single(results.OfType<UserChangeResult.Changed>());
        Assert.Contains(
            Assert.Single(results.OfType<UserChangeResult.Refused>()).Reason,
            new[] { UserChangeRefusal.LastAdministrator, UserChangeRefusal.AdministratorsOnly });
    }

    [Fact]
    public async Task A_locked_administrator_does_not_count_as_left()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var second = await shell.RegisteredAsync("second@example.com", Administrator);
        Assert.IsType<UserChangeResult.Changed>(await LockAsync(shell, admin, second));

        AssertRefused(UserChangeRefusal.LastAdministrator, await LockAsync(shell, second, admin));
    }

    [Fact]
    public async Task Who_only_manages_users_cannot_rise_above_their_own_permissions()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var manager = await shell.RegisteredAsync("manager@example.com", Operator);
        var ann = await shell.RegisteredAsync("ann@example.com");

        AssertRefused(UserChangeRefusal.AdministratorsOnly, await RolesAsync(shell, manager, manager, Administrator, Operator, Customer));
        AssertRefused(UserChangeRefusal.BeyondOwnPermissions, await RolesAsync(shell, manager, ann, Customer, Editor));
        AssertRefused(UserChangeRefusal.AdministratorsOnly, await LockAsync(shell, manager, admin));
        Assert.IsType<UserChangeResult.Changed>(await RolesAsync(shell, manager, ann, Customer, Operator));
        Assert.IsType<UserChangeResult.Changed>(await LockAsync(shell, manager, ann));
        Assert.Equal(
            new CreateUserResult.Refused(UserChangeRefusal.AdministratorsOnly),
            await shell.InRequestAsync((CreateUser x) => x.ExecuteAsync(manager, "new@example.com", "", [Administrator], default)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_administrators_account_is_for_administrators_to_change(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var second = await shell.RegisteredAsync("second@example.com", Administrator);
        var manager = await shell.RegisteredAsync("manager@example.com", Operator);
        await shell.DrainOutboxAsync();
        var mails = shell.Mailbox.Mails.Count;

        // The ordinary roles of an administrator too: taking Customer away, or giving Operator.
        AssertRefused(UserChangeRefusal.AdministratorsOnly, await RolesAsync(shell, manager, admin, Administrator));
        AssertRefused(UserChangeRefusal.AdministratorsOnly, await RolesAsync(shell, manager, admin, Administrator, Customer, Operator));
        AssertRefused(UserChangeRefusal.AdministratorsOnly, await LockAsync(shell, manager, admin));
        AssertRefused(
            UserChangeRefusal.AdministratorsOnly, await shell.InRequestAsync((SendResetLink x) => x.ExecuteAsync(manager, admin, default)));
        Assert.IsType<UserChangeResult.Changed>(await LockAsync(shell, admin, second));
        AssertRefused(
            UserChangeRefusal.AdministratorsOnly, await shell.InScopeAsync((LockUser x) => x.UnlockAsync(manager, second, default)));

        Assert.Equal([Administrator, Customer], (await shell.ReadAsync("admin@example.com")).Roles);
        await shell.DrainOutboxAsync();
        Assert.Equal(mails, shell.Mailbox.Mails.Count);
        Assert.IsType<UserChangeResult.Changed>(await shell.InRequestAsync((SendResetLink x) => x.ExecuteAsync(manager, manager, default)));
        var sent = Assert.Single(shell.Get<TestAudit>().Entries, x => x.Act == UserActs.ResetSent);
        Assert.Equal((manager, manager), (sent.Who, sent.Concerns));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_lock_ends_sessions_and_holds_until_it_is_lifted(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync("ann@example.com");
        var stamp = (await shell.ReadAsync("ann@example.com")).SecurityStamp;

        await LockAsync(shell, admin, ann);

        Assert.NotEqual(stamp, (await shell.ReadAsync("ann@example.com")).SecurityStamp);
        shell.Time.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(SignInResultKind.Locked, await shell.SignInAsync("ann@example.com"));
        await shell.InScopeAsync((LockUser x) => x.UnlockAsync(admin, ann, default));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync("ann@example.com"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_created_user_chooses_the_password_by_mail(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);

        Assert.IsType<CreateUserResult.Created>(
            await shell.InRequestAsync((CreateUser x) => x.ExecuteAsync(admin, "new@example.com", "New", ["editor"], default)));
        Assert.IsType<CreateUserResult.Invalid>(
            await shell.InRequestAsync((CreateUser x) => x.ExecuteAsync(admin, "new@example.com", "New", [], default)));

        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync("new@example.com", ""));
        var link = await shell.LastLinkAsync("new@example.com");
        Assert.Empty(await shell.InRequestAsync((ResetPassword x) => x.ExecuteAsync(link["user"], link["code"], TestAccounts.Password)));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync("new@example.com"));
        Assert.Equal([Editor], (await shell.ReadAsync("new@example.com")).Roles);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Roles_that_somebody_else_changed_meanwhile_are_not_overwritten(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var ann = await shell.RegisteredAsync("ann@example.com");
        var shown = ChangeUserRoles.VersionOf((await shell.ReadAsync("ann@example.com")).Roles);
        Assert.IsType<UserChangeResult.Changed>(await RolesAsync(shell, admin, ann, Editor));

        foreach (var version in new[] { shown, null })
        {
            Assert.IsType<UserChangeResult.Conflict>(
                await shell.InScopeAsync((ChangeUserRoles x) => x.ExecuteAsync(admin, ann, version, [Customer], default)));
        }

        Assert.Equal([Editor], (await shell.ReadAsync("ann@example.com")).Roles);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Users_are_found_by_text_role_and_state_in_pages(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        for (var i = 0; i < ListUsers.PageSize; i++)
            await shell.InRequestAsync(
                (CreateUser x) => x.ExecuteAsync(admin, $"user_{i:00}@example.com", i == 7 ? "100% Seven" : "", [Customer], default));
        var seven = await shell.ReadAsync("user_07@example.com");
        await LockAsync(shell, admin, seven.Id);

        Task<UserPage> ListAsync(string? search = null, string? role = null, bool locked = false, int page = 1) =>
            shell.InScopeAsync((ListUsers list) => list.ExecuteAsync(new UserFilter(search, role, locked), page, default));

        var first = await ListAsync();
        Assert.Equal((ListUsers.PageSize, 26L, true), (first.Users.Count, first.Total, first.HasMore));
        Assert.Equal("user_24@example.com", first.Users[0].Email);
        var second = await ListAsync(page: 2);
        Assert.Equal(["admin@example.com"], second.Users.Select(x => x.Email));
        Assert.False(second.HasMore);
        Assert.Equal([seven.Id], (await ListAsync("SEVEN")).Users.Select(x => x.Id));
        Assert.Equal([seven.Id], (await ListAsync("100%")).Users.Select(x => x.Id));
        Assert.Equal(10, (await ListAsync("user_0")).Total);
        Assert.Equal(0, (await ListAsync("user%0")).Total);
        Assert.Equal([admin], (await ListAsync(role: Administrator)).Users.Select(x => x.Id));
        Assert.Equal([Customer], Assert.Single((await ListAsync(locked: true)).Users).Roles);
    }

    private static async Task<TestShell> ShellAsync(DatabaseKind kind)
    {
        var shell = await TestAccounts.ShellAsync(kind, Features);
        await shell.Get<DefaultGrants>().EnsureAsync(default);
        return shell;
    }

    private static async Task<UserChangeResult> RolesAsync(TestShell shell, string actor, string user, params string[] roles)
    {
        var shown = await shell.InScopeAsync((UserAccounts x) => x.FindByIdAsync(user));
        var version = shown is null ? null : ChangeUserRoles.VersionOf(shown.Roles);
        return await shell.InScopeAsync((ChangeUserRoles x) => x.ExecuteAsync(actor, user, version, roles, default));
    }

    private static Task<UserChangeResult> LockAsync(TestShell shell, string actor, string user) =>
        shell.InScopeAsync((LockUser x) => x.LockAsync(actor, user, default));

    private static void AssertRefused(UserChangeRefusal reason, UserChangeResult result) =>
        Assert.Equal(new UserChangeResult.Refused(reason), result);
}
