using System.Security.Cryptography;
using System.Text;
using Marketplace.Data;

namespace Marketplace.Users.Roles;

/// <summary>
/// Gives roles the permissions that features name as their defaults, each once: what an administrator has taken away stays away. When
/// nothing is new, it costs one read.
/// </summary>
internal sealed class DefaultGrants(IDatabase database, PermissionCatalog catalog, RolePermissions cache, TimeProvider time) : ITenantEvents
{
    public Task ActivatedAsync(CancellationToken cancellationToken) => EnsureAsync(cancellationToken);

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var defaults = catalog.List()
            .SelectMany(x => x.Permissions)
            .SelectMany(x => x.DefaultRoles.Select(role => new Grant(role, x.Name)))
            .Where(x => x.Role != Abstractions.Roles.Administrator)
            .OrderBy(x => x.Role, StringComparer.Ordinal).ThenBy(x => x.Permission, StringComparer.Ordinal)
            .ToList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', defaults))));
        await using (var session = await database.OpenAsync(cancellationToken))
        {
            if (await session.ScalarAsync<string>(
                "select defaults_hash from role_state where id = 1", cancellationToken: cancellationToken) == hash)
                return;
        }

        await database.InTransactionAsync(db => GrantAsync(db, defaults, hash, cancellationToken), cancellationToken);
        cache.Drop();
    }

    private async Task GrantAsync(UnitOfWork db, IReadOnlyList<Grant> defaults, string hash, CancellationToken cancellationToken)
    {
        foreach (var grant in defaults)
        {
            var row = new { id = PrefixedId.New("rol", time), grant.Role, normalized = RoleName.KeyOf(grant.Role), grant.Permission };
            await db.ExecuteAsync(
                "insert into roles (id, name, normalized_name) values (@id, @Role, @normalized) on conflict (normalized_name) do nothing",
                row, cancellationToken);
            var isNew = await db.ExecuteAsync(
                """
                insert into granted_defaults (role_id, permission) select id, @Permission from roles where normalized_name = @normalized
                on conflict (role_id, permission) do nothing
                """,
                row,
                cancellationToken);
            if (isNew == 0)
                continue;
            await db.ExecuteAsync(
                """
                insert into role_permissions (role_id, permission) select id, @Permission from roles where normalized_name = @normalized
                on conflict (role_id, permission) do nothing
                """,
                row,
                cancellationToken);
        }

        await db.ExecuteAsync(
            "update role_state set version = version + 1, defaults_hash = @hash where id = 1", new { hash }, cancellationToken);
    }

    private sealed record Grant(string Role, string Permission);
}
