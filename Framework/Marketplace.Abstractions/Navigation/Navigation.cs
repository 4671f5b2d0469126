using System.Security.Claims;

namespace Marketplace.Abstractions;

/// <summary>The menus themes show.</summary>
public static class Menus
{
    /// <summary>The storefront's top bar and footer.</summary>
    public const string Storefront = "storefront";
    public const string Footer = "footer";

    /// <summary>The customer's rail under <c>/dashboard</c>.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>The rail of the admin portal, grouped by <see cref="MenuItem.Group"/>.</summary>
    public const string Admin = "admin";
}

/// <param name="Href">Path inside the tenant, for example <c>~/dashboard/wallet</c>.</param>
/// <param name="Icon">Name of a bootstrap icon without <c>bi-</c>.</param>
/// <param name="Permission">Shown only to those who have it.</param>
public sealed record MenuItem(string Text, string Href, string Icon, int Order = 0, string? Group = null, string? Permission = null)
{
    /// <summary>Entries below this one; they have none themselves. Empty <see cref="Href"/>: the item is their heading alone.</summary>
    public IReadOnlyList<MenuItem> Children { get; init; } = [];
}

public interface INavigationProvider
{
    IEnumerable<MenuItem> GetItems(string menu);
}

/// <summary>Menus that the tenant's editors wrote in place of what modules bring. A module registers it as a singleton.</summary>
public interface IEditedMenus
{
    /// <returns>Null where nobody edited this menu in the request's language: the modules' entries stand there.</returns>
    ValueTask<IReadOnlyList<MenuItem>?> FindAsync(string menu, CancellationToken cancellationToken);
}

/// <summary>Entries that come and go with what is published. A module registers it as a singleton.</summary>
public interface IPassingMenuItems
{
    ValueTask<IReadOnlyList<MenuItem>> FindAsync(string menu, CancellationToken cancellationToken);
}

/// <summary>The menu of a tenant for a person, filtered by permission and sorted.</summary>
public interface INavigation
{
    ValueTask<IReadOnlyList<MenuItem>> GetMenuAsync(string menu, ClaimsPrincipal user);
}
