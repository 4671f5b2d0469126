using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Roles;
using Microsoft.Extensions.Logging;

namespace Marketplace.Users.Administration;

/// <summary>Gives a user exactly these roles. It takes effect in their open sessions at once.</summary>
internal sealed class ChangeUserRoles(
    IDatabase database, RolePermissions permissions, IAudit audit, SessionMemory sessions, ILogger<ChangeUserRoles> logger)
{
    /// <param name="version">Of the roles that the form showed.</param>
    public async Task<UserChangeResult> ExecuteAsync(
        string actorId, string userId, string? version, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        var picture = await permissions.GetAsync(cancellationToken);
        var wanted = roles.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var result = await database.InTransactionAsync<UserChangeResult>(
            async db =>
            {
                if (await UserChanges.BeginAsync(db, actorId, userId, cancellationToken) is not { } change)
                    return new UserChangeResult.NotFound();
                if (VersionOf(change.Roles) != version)
                    return new UserChangeResult.Conflict();
                if (UserChangeRules.CheckRoles(change, wanted, picture) is { } refusal)
                    return new UserChangeResult.Refused(refusal);
                foreach (var role in change.Roles.Except(wanted, StringComparer.OrdinalIgnoreCase))
                    await WriteAsync(
                        db, "delete from user_roles where user_id = @userId and role_id = @roleId", userId, picture.Roles[role].Id,
                        cancellationToken);
                foreach (var role in wanted.Except(change.Roles, StringComparer.OrdinalIgnoreCase))
                    await WriteAsync(
                        db, "insert into user_roles (user_id, role_id) values (@userId, @roleId)", userId, picture.Roles[role].Id,
                        cancellationToken);
                await db.ExecuteAsync(
                    "update users set concurrency_stamp = @stamp where id = @userId", new { userId, stamp = Guid.NewGuid().ToString("N") },
                    cancellationToken);
                await audit.WriteAsync(
                    db, UserActs.Of(UserActs.RolesChanged, actorId, userId, UserActs.Words(change.Roles), UserActs.Words(wanted)),
                    cancellationToken);
                return new UserChangeResult.Changed();
            },
            x => x is UserChangeResult.Changed,
            cancellationToken);
        sessions.Forget(userId);
        logger.LogInformation("{Actor} set the roles of {User} to {Roles}: {Result}", actorId, userId, string.Join(", ", wanted), result);
        return result;
    }

    public static string VersionOf(IEnumerable<string> roles) => RecordVersion.Of(roles.Order(StringComparer.OrdinalIgnoreCase).ToList());

    private static Task<int> WriteAsync(UnitOfWork db, string sql, string userId, string roleId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(sql, new { userId, roleId }, cancellationToken);
}
