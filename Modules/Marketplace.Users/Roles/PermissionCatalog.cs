using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Roles;

/// <summary>The permissions of the tenant's enabled features, by the module that brings them.</summary>
internal sealed class PermissionCatalog(IServiceScopeFactory scopes)
{
    public IReadOnlyList<PermissionGroup> List()
    {
        using var scope = scopes.CreateScope();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. scope.ServiceProvider.GetServices<IPermissionProvider>()
                .GroupBy(x => ModuleName(x.GetType().Assembly), x => x.GetPermissions().ToList(), StringComparer.Ordinal)
                .Select(x => new PermissionGroup(x.Key, [.. x.SelectMany(y => y).Where(y => seen.Add(y.Name))]))
                .Where(x => x.Permissions.Count > 0)
                .OrderBy(x => x.Module, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string ModuleName(Assembly assembly) => assembly.GetCustomAttribute<ModuleAttribute>()?.Name ?? "";
}

/// <param name="Module">Empty for the host's own permissions.</param>
internal sealed record PermissionGroup(string Module, IReadOnlyList<Permission> Permissions);
