using Marketplace.Data;
using Marketplace.Users.Accounts;

namespace Marketplace.Users.Roles;

/// <summary>Who may do what, read from the tables: no memory, no session.</summary>
internal sealed class PermissionHolders : IPermissionHolders
{
    /// <summary>Users who have the permission by a role, or are administrators, and whom no administrator locked.</summary>
    private const string Holders =
        """
        from users u
        where (u.lockout_end is null or u.lockout_end < @forever) and exists (
          select 1 from user_roles ur join roles r on r.id = ur.role_id
          where ur.user_id = u.id and (r.name = @administrator
            or exists (select 1 from role_permissions rp where rp.role_id = r.id and rp.permission = @permission)))
        """;

    public async Task<bool> HasAsync(DbSession db, string userId, string permission, CancellationToken cancellationToken) =>
        await db.ScalarAsync<int>($"select count(*) {Holders} and u.id = @userId", Parameters(permission, userId), cancellationToken) == 1;

    public Task<IReadOnlyList<string>> ListAsync(DbSession db, string permission, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<string>($"select u.id {Holders} order by u.id limit @limit", Parameters(permission, limit: limit), cancellationToken);

    public Task<IReadOnlyList<string>> ListRolesAsync(
        DbSession db, IReadOnlyList<string> userIds, CancellationToken cancellationToken) =>
        db.QueryAsync<string>(
            "select distinct r.name from user_roles ur join roles r on r.id = ur.role_id where "
            + db.Dialect.In("ur.user_id", "users"),
            new { users = userIds.ToArray() },
            cancellationToken);

    private static object Parameters(string permission, string? userId = null, int limit = 0) =>
        new { permission, userId, limit, administrator = Abstractions.Roles.Administrator, forever = User.Forever };
}
