using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.SampleModule.Tests;

public sealed class MigrationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_module_from_elsewhere_brings_its_table_task_permission_and_menu(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, Greetings.NewStartup());
        await using (var session = await shell.Database.OpenAsync(default))
            Assert.Equal(0, await session.QuerySingleAsync<int>("select count(*) from acme_greetings"));

        Assert.Contains(Greetings.Id, shell.Tenant.Features);
        Assert.Equal("ForgetOldGreetings", Assert.Single(shell.Services.GetServices<BackgroundTaskRegistration>()).TaskType.Name);
        Assert.Equal(
            "RemoveGreetings", Assert.Single(Assert.Single(shell.Services.GetServices<IPermissionProvider>()).GetPermissions()).Name);
        await using var scope = shell.CreateScope();
        Assert.Equal(
            "~/guestbook",
            Assert.Single(scope.ServiceProvider.GetServices<INavigationProvider>()).GetItems(Menus.Storefront).Single().Href);
    }
}
