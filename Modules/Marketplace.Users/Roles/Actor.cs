using Marketplace.Data;

namespace Marketplace.Users.Roles;

/// <summary>The person who changes somebody, as the database knows them in this moment: a session may be a minute old.</summary>
internal sealed record Actor(string Id, IReadOnlyList<string> Roles)
{
    public bool IsAdministrator => Roles.Contains(Abstractions.Roles.Administrator, StringComparer.OrdinalIgnoreCase);

    public bool Has(RolePermissions.Picture permissions, string permission) => Roles.Any(x => permissions.Allows(x, permission));

    public static async Task<Actor> ReadAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        new(
            id,
            await db.QueryAsync<string>(
                "select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = @id", new { id },
                cancellationToken));
}
