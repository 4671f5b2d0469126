using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests;

public sealed class MenuTests(House house)
{
    /// <summary>One that names none would show the way to the portal to every customer.</summary>
    [Fact]
    public async Task Every_item_of_the_portals_menu_names_its_permission()
    {
        var items = await house.App.InTenantAsync("mycelium", services => Task.FromResult<IReadOnlyList<MenuItem>>(
            [.. services.GetServices<INavigationProvider>().SelectMany(x => x.GetItems(Menus.Admin))]));

        Assert.True(items.Count > 10, $"Only {items.Count} items were found.");
        Assert.Empty(items.Where(x => x.Permission is null).Select(x => x.Href));
    }
}
