using Marketplace.Testing;
using Marketplace.Users.Roles;
using Marketplace.Users.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Abstractions.Roles;

namespace Marketplace.Users.Tests.Roles;

public sealed class DefaultGrantsTests
{
    private static readonly TestPermissions Pages = new(
        new Permission("EditPages", "Edit pages", Editor), new Permission("SeePages", "See pages", Editor, Customer));
    private static readonly TestPermissions Prices = new(new Permission("EditPrices", "Edit prices", Operator, "Auditor"));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Defaults_are_granted_once(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind, Pages);

        await shell.Get<DefaultGrants>().ActivatedAsync(default);
        var first = await shell.Get<RolePermissions>().GetAsync(default);
        await shell.Get<DefaultGrants>().ActivatedAsync(default);
        shell.Get<RolePermissions>().Drop();
        var second = await shell.Get<RolePermissions>().GetAsync(default);

        Assert.Equal(["EditPages", "SeePages"], first.Roles[Editor].Permissions.Order(StringComparer.Ordinal));
        Assert.Equal(["SeePages"], first.Roles[Customer].Permissions);
        Assert.Empty(first.Roles[Administrator].Permissions);
        Assert.True(first.Allows(Administrator, "Whatever"));
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(3, await shell.CountAsync("role_permissions"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_an_administrator_took_away_stays_away_when_features_come_and_go(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var shell = await TestAccounts.ShellAsync(database, Pages))
        {
            await shell.Get<DefaultGrants>().ActivatedAsync(default);
            var admin = await shell.RegisteredAsync("admin@example.com", Administrator);
            var picture = await shell.Get<RolePermissions>().GetAsync(default);
            var kept = new HashSet<RoleGrant> { new("rol_editor", "SeePages"), new("rol_customer", "SeePages") };
            Assert.Equal(
                new ChangeRolePermissionsResult.Changed(1),
                await shell.InScopeAsync((ChangeRolePermissions x) => x.ExecuteAsync(admin, picture.Version, kept, default)));
        }

        await using (var more = await TestAccounts.ShellAsync(database, Pages, Prices))
        {
            await more.Get<DefaultGrants>().ActivatedAsync(default);
            var roles = (await more.Get<RolePermissions>().GetAsync(default)).Roles;
            Assert.Equal(["SeePages"], roles[Editor].Permissions);
            Assert.Equal(["EditPrices"], roles[Operator].Permissions);
            Assert.Equal(["EditPrices"], roles["Auditor"].Permissions);
        }

        await using var again = await TestAccounts.ShellAsync(database, Pages);
        await again.Get<DefaultGrants>().ActivatedAsync(default);
        Assert.Equal(["SeePages"], (await again.Get<RolePermissions>().GetAsync(default)).Roles[Editor].Permissions);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Processes_that_start_together_do_not_get_in_each_others_way(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var one = await TestAccounts.ShellAsync(database, Pages, Prices);
        await using var two = await TestAccounts.ShellAsync(database, Pages, Prices);

        await Task.WhenAll(one.Get<DefaultGrants>().ActivatedAsync(default), two.Get<DefaultGrants>().ActivatedAsync(default));

        Assert.Equal(5, await one.CountAsync("role_permissions"));
        Assert.Equal(5, await one.CountAsync("roles"));
    }
}
