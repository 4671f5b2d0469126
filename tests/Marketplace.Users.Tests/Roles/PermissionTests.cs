using System.Security.Claims;
using Marketplace.Testing;
using Marketplace.Users.Roles;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using static Marketplace.Abstractions.Roles;

namespace Marketplace.Users.Tests.Roles;

public sealed class PermissionTests
{
    private static readonly TestPermissions Pages = new(
        new Permission("EditPages", "Edit pages", Editor), new Permission("SeePages", "See pages", Editor),
        new Permission("EditPrices", "Edit prices", Operator));

    [Theory]
    [InlineData(Administrator, true)]
    [InlineData(Editor, true)]
    [InlineData(Customer, false)]
    [InlineData("Emperor", false)]
    public async Task A_permission_follows_the_roles(string role, bool allowed)
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);

        Assert.Equal(allowed, await MayAsync(shell, SignedIn(role)));
    }

    [Fact]
    public async Task Visitors_have_no_permission_whatever_they_claim()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);

        Assert.False(await MayAsync(shell, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, Administrator)]))));
        Assert.False(await MayAsync(shell, new ClaimsPrincipal(new ClaimsIdentity())));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_change_counts_at_once_here_and_within_seconds_elsewhere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var here = await TestAccounts.ShellAsync(database, Pages);
        await using var elsewhere = await TestAccounts.ShellAsync(database, Pages);
        await here.Get<DefaultGrants>().EnsureAsync(default);
        var admin = await here.RegisteredAsync("admin@example.com", Administrator);
        Assert.True(await MayAsync(here, SignedIn(Editor)));
        Assert.True(await MayAsync(elsewhere, SignedIn(Editor)));

        await SaveAsync(here, admin, []);

        Assert.False(await MayAsync(here, SignedIn(Editor)));
        Assert.True(await MayAsync(elsewhere, SignedIn(Editor)));
        elsewhere.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(await MayAsync(elsewhere, SignedIn(Editor)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_people_who_save_the_matrix_the_second_is_told(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var version = (await shell.Get<RolePermissions>().GetAsync(default)).Version;

        Assert.IsType<ChangeRolePermissionsResult.Changed>(await SaveAsync(shell, admin, [new("rol_editor", "EditPages")], version));
        Assert.IsType<ChangeRolePermissionsResult.Overtaken>(await SaveAsync(shell, admin, [], version));
        Assert.True(await MayAsync(shell, SignedIn(Editor)));
    }

    [Fact]
    public async Task Nobody_hands_out_what_they_do_not_have()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var manager = await shell.RegisteredAsync("manager@example.com", Operator);
        var before = Granted(await shell.Get<RolePermissions>().GetAsync(default));

        var more = await SaveAsync(shell, manager, [.. before, new("rol_operator", "EditPages")]);
        var less = await SaveAsync(shell, manager, before.Where(x => x.RoleId != "rol_editor"));

        Assert.Equal(new ChangeRolePermissionsResult.BeyondOwnPermissions("EditPages"), more);
        Assert.IsType<ChangeRolePermissionsResult.BeyondOwnPermissions>(less);
        Assert.IsType<ChangeRolePermissionsResult.Changed>(await SaveAsync(shell, manager, [.. before, new("rol_customer", "EditPrices")]));
    }

    [Fact]
    public async Task Unknown_roles_and_permissions_in_a_forged_form_change_nothing()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
        var before = Granted(await shell.Get<RolePermissions>().GetAsync(default));

        var result = await SaveAsync(
            shell, admin,
            [.. before, new("rol_editor", "Everything"), new("rol_nobody", "EditPages"), new("rol_administrator", "EditPages")]);

        Assert.Equal(new ChangeRolePermissionsResult.Changed(0), result);
        Assert.Equal(before, Granted(await shell.Get<RolePermissions>().GetAsync(default)));
    }

    private static async Task<TestShell> ShellAsync(DatabaseKind kind)
    {
        var shell = await TestAccounts.ShellAsync(kind, Pages);
        await shell.Get<DefaultGrants>().EnsureAsync(default);
        return shell;
    }

    private static HashSet<RoleGrant> Granted(RolePermissions.Picture picture) =>
        [.. picture.Roles.Values.SelectMany(x => x.Permissions.Select(y => new RoleGrant(x.Id, y)))];

    private static async Task<ChangeRolePermissionsResult> SaveAsync(
        TestShell shell, string actor, IEnumerable<RoleGrant> granted, long? version = null)
    {
        version ??= (await shell.Get<RolePermissions>().GetAsync(default)).Version;
        return await shell.InScopeAsync((ChangeRolePermissions x) => x.ExecuteAsync(actor, version.Value, granted.ToHashSet(), default));
    }

    private static ClaimsPrincipal SignedIn(string role) => new(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));

    private static Task<bool> MayAsync(TestShell shell, ClaimsPrincipal user) =>
        shell.InScopeAsync(async (IAuthorizationService authorization) =>
            (await authorization.AuthorizeAsync(user, null, [new PermissionRequirement("EditPages")])).Succeeded);
}
