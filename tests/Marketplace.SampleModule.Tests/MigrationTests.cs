using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.SampleModule.Tests;

public sealed class MigrationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_module_from_elsewhere_brings_its_table_task_handler_permissions_and_menus(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, Greetings.NewStartup());
        await using (var session = await shell.Database.OpenAsync(default))
            Assert.Equal(0, await session.QuerySingleAsync<int>("select count(*) from acme_greetings where answer is null"));

        Assert.Contains(Greetings.Id, shell.Tenant.Features);
        Assert.Equal("ForgetOldGreetings", Assert.Single(shell.Services.GetServices<BackgroundTaskRegistration>()).TaskType.Name);
        var handler = Assert.Single(shell.Services.GetServices<EventHandlerRegistration>());
        Assert.Equal("acme.greeting-left", handler.EventName);
        Assert.Equal("Acme.Greetings.AnswerGreeting", handler.HandlerName);
        Assert.Equal(Lane.Work, handler.Lane);
        Assert.Equal(
            ["RemoveGreetings", "ManageGreetingSettings"],
            Assert.Single(shell.Services.GetServices<IPermissionProvider>()).GetPermissions().Select(x => x.Name));

        await using var scope = shell.CreateScope();
        var menu = Assert.Single(scope.ServiceProvider.GetServices<INavigationProvider>());
        Assert.Equal("~/guestbook", Assert.Single(menu.GetItems(Menus.Storefront)).Href);
        Assert.Equal("~/dashboard/greetings", Assert.Single(menu.GetItems(Menus.Dashboard)).Href);
        Assert.Equal(["~/admin/greetings", "~/admin/greetings/settings"], menu.GetItems(Menus.Admin).Select(x => x.Href));
    }
}
