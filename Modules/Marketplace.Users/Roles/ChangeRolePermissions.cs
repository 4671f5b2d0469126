using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Users.Roles;

/// <summary>Saves the permissions matrix. What belongs to features that are off, and the role Administrator, stays as it is.</summary>
internal sealed class ChangeRolePermissions(
    IDatabase database, PermissionCatalog catalog, RolePermissions permissions, IAudit audit, ILogger<ChangeRolePermissions> logger)
{
    /// <param name="version">Of the picture that the matrix showed.</param>
    /// <param name="granted">Every pair that is ticked.</param>
    public async Task<ChangeRolePermissionsResult> ExecuteAsync(
        string actorId, long version, IReadOnlySet<RoleGrant> granted, CancellationToken cancellationToken)
    {
        var known = catalog.List().SelectMany(x => x.Permissions).Select(x => x.Name).ToList();
        var result = await database.InTransactionAsync<ChangeRolePermissionsResult>(
            async db =>
            {
                // Raising the number first makes a second writer wait, and then see that it is late.
                if (await db.ExecuteAsync(
                    "update role_state set version = version + 1 where id = 1 and version = @version", new { version },
                    cancellationToken) == 0)
                    return new ChangeRolePermissionsResult.Overtaken();
                var picture = await RolePermissions.ReadAsync(db, version, cancellationToken);
                var actor = await Actor.ReadAsync(db, actorId, cancellationToken);
                var changes = Differences(picture, known, granted).ToList();
                if (changes.Find(x => !actor.Has(picture, x.Grant.Permission)) is { } beyond)
                    return new ChangeRolePermissionsResult.BeyondOwnPermissions(beyond.Grant.Permission);
                foreach (var (grant, isGranted) in changes)
                {
                    await db.ExecuteAsync(
                        isGranted
                            ? "insert into role_permissions (role_id, permission) values (@RoleId, @Permission)"
                            : "delete from role_permissions where role_id = @RoleId and permission = @Permission",
                        grant,
                        cancellationToken);
                    logger.LogInformation(
                        "{Actor} changed {Permission} of {Role} to {IsGranted}", actorId, grant.Permission, grant.RoleId, isGranted);
                }

                foreach (var role in changes.GroupBy(x => x.Grant.RoleId, StringComparer.Ordinal))
                    await audit.WriteAsync(db, AuditOf(actorId, picture, role), cancellationToken);
                return new ChangeRolePermissionsResult.Changed(changes.Count);
            },
            x => x is ChangeRolePermissionsResult.Changed,
            cancellationToken);
        permissions.Drop();
        return result;
    }

    private static AuditEntry AuditOf(string actorId, RolePermissions.Picture picture, IGrouping<string, Difference> role)
    {
        var parts = role.GroupBy(x => x.IsGranted, x => x.Grant.Permission)
            .OrderByDescending(x => x.Key)
            .Select(x => $"{(x.Key ? "Given" : "Taken")}: {UserActs.Words(x)}");
        return new AuditEntry(UserActs.PermissionsChanged, picture.Roles.Values.First(x => x.Id == role.Key).Name)
        {
            Who = actorId, After = string.Join(". ", parts), Link = "~/admin/roles",
        };
    }

    private static IEnumerable<Difference> Differences(
        RolePermissions.Picture picture, IReadOnlyList<string> known, IReadOnlySet<RoleGrant> granted) =>
        from role in picture.Roles.Values
        where role.Name != Abstractions.Roles.Administrator
        from permission in known
        let grant = new RoleGrant(role.Id, permission)
        let wanted = granted.Contains(grant)
        where wanted != role.Permissions.Contains(permission)
        select new Difference(grant, wanted);

    private sealed record Difference(RoleGrant Grant, bool IsGranted);
}

internal sealed record RoleGrant(string RoleId, string Permission);

internal abstract record ChangeRolePermissionsResult
{
    private ChangeRolePermissionsResult()
    {
    }

    internal sealed record Changed(int Count) : ChangeRolePermissionsResult;

    /// <summary>Somebody else saved the matrix after it was shown.</summary>
    internal sealed record Overtaken : ChangeRolePermissionsResult;

    /// <summary>Nobody hands out, or takes away, what they do not have.</summary>
    internal sealed record BeyondOwnPermissions(string Permission) : ChangeRolePermissionsResult;
}
