using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Marketplace.Abstractions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Pipeline;

internal sealed class Navigation(
    IEnumerable<INavigationProvider> providers, IEnumerable<IPassingMenuItems> passing, IEnumerable<IEditedMenus> edited,
    IHttpContextAccessor accessor) : INavigation
{
    private readonly INavigationProvider[] _providers = [.. providers];

    /// <summary>By menu and language.</summary>
    private readonly ConcurrentDictionary<(string Menu, string Language), MenuItem[]> _menus = new();

    public async ValueTask<IReadOnlyList<MenuItem>> GetMenuAsync(string menu, ClaimsPrincipal user)
    {
        var stop = accessor.HttpContext?.RequestAborted ?? CancellationToken.None;
        foreach (var source in edited)
        {
            if (await source.FindAsync(menu, stop) is { } written)
                return written;
        }

        var items = _menus.GetOrAdd(
            (menu, CultureInfo.CurrentUICulture.Name),
            x => [.. _providers.SelectMany(provider => provider.GetItems(x.Menu)).OrderBy(item => item.Order)]);
        foreach (var source in passing)
        {
            if (await source.FindAsync(menu, stop) is { Count: > 0 } more)
                items = [.. items.Concat(more).OrderBy(item => item.Order)];
        }

        if (!Array.Exists(items, x => x.Permission is not null))
            return items;
        var authorization = accessor.HttpContext!.RequestServices.GetRequiredService<IAuthorizationService>();
        var allowed = new List<MenuItem>(items.Length);
        foreach (var item in items)
        {
            if (item.Permission is null
                || (await authorization.AuthorizeAsync(user, null, [new PermissionRequirement(item.Permission)])).Succeeded)
                allowed.Add(item);
        }

        return allowed;
    }
}
