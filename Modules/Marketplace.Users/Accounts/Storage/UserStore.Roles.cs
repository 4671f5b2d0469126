using Marketplace.Data;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts.Storage;

internal sealed partial class UserStore : IUserRoleStore<User>
{
    /// <exception cref="InvalidOperationException">There is no such role.</exception>
    public async Task AddToRoleAsync(User user, string roleName, CancellationToken cancellationToken) =>
        user.Roles.Add(
            await FindRoleAsync(roleName, cancellationToken) ?? throw new InvalidOperationException($"There is no role \"{roleName}\"."));

    public async Task RemoveFromRoleAsync(User user, string roleName, CancellationToken cancellationToken)
    {
        if (await FindRoleAsync(roleName, cancellationToken) is { } name)
            user.Roles.Remove(name);
    }

    public Task<IList<string>> GetRolesAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<string>>([.. user.Roles]);

    public async Task<bool> IsInRoleAsync(User user, string roleName, CancellationToken cancellationToken) =>
        await FindRoleAsync(roleName, cancellationToken) is { } name && user.Roles.Contains(name);

    public async Task<IList<User>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var users = await session.QueryAsync<User>(
            $"""
             select {Columns} from users
             where id in (select ur.user_id from user_roles ur join roles r on r.id = ur.role_id where r.normalized_name = @roleName)
             order by id
             """,
            new { roleName },
            cancellationToken);
        foreach (var user in users)
            user.Roles.UnionWith(await ReadRolesAsync(session, user.Id, cancellationToken));
        return [.. users];
    }

    private async Task<string?> FindRoleAsync(string normalizedName, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<string>(
            "select name from roles where normalized_name = @normalizedName", new { normalizedName }, cancellationToken);
    }

    private static Task<IReadOnlyList<string>> ReadRolesAsync(DbSession session, string userId, CancellationToken cancellationToken) =>
        session.QueryAsync<string>(
            "select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = @userId", new { userId },
            cancellationToken);

    private static async Task WriteRolesAsync(UnitOfWork db, User user, CancellationToken cancellationToken)
    {
        var stored = (await ReadRolesAsync(db, user.Id, cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var role in stored.Except(user.Roles, StringComparer.OrdinalIgnoreCase))
            await db.ExecuteAsync(
                "delete from user_roles where user_id = @Id and role_id = (select id from roles where name = @role)", new { user.Id, role },
                cancellationToken);
        foreach (var role in user.Roles.Except(stored, StringComparer.OrdinalIgnoreCase))
        {
            var written = await db.ExecuteAsync(
                "insert into user_roles (user_id, role_id) select @Id, id from roles where name = @role", new { user.Id, role },
                cancellationToken);
            if (written == 0)
                throw new InvalidOperationException($"There is no role \"{role}\".");
        }
    }
}
