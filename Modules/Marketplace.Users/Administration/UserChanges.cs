using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Roles;

namespace Marketplace.Users.Administration;

internal abstract record UserChangeResult
{
    private UserChangeResult()
    {
    }

    internal sealed record Changed : UserChangeResult;

    internal sealed record NotFound : UserChangeResult;

    /// <summary>Somebody else changed it since it was shown. Nothing was changed.</summary>
    internal sealed record Conflict : UserChangeResult;

    internal sealed record Refused(UserChangeRefusal Reason) : UserChangeResult;
}

internal static class UserChanges
{
    /// <summary>
    /// Reads what the rules need, with the role Administrator locked until the transaction ends, so that two administrators cannot remove
    /// each other at the same moment.
    /// </summary>
    /// <returns>Null when there is no such user.</returns>
    public static async Task<UserChange?> BeginAsync(UnitOfWork db, string actorId, string userId, CancellationToken cancellationToken)
    {
        var parameters = new { userId, administrator = Abstractions.Roles.Administrator, forever = User.Forever };
        await db.QueryAsync<string>(
            $"select id from roles where name = @administrator {db.Dialect.ForUpdate}", parameters, cancellationToken);
        if (await db.ScalarAsync<int>("select count(*) from users where id = @userId", parameters, cancellationToken) == 0)
            return null;
        var roles = await db.QueryAsync<string>(
            "select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = @userId", parameters, cancellationToken);
        var others = await db.ScalarAsync<int>(
            """
            select count(*) from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
            where r.name = @administrator and u.id <> @userId and (u.lockout_end is null or u.lockout_end < @forever)
            """,
            parameters,
            cancellationToken);
        return new UserChange(
            await Actor.ReadAsync(db, actorId, cancellationToken), userId, roles.ToHashSet(StringComparer.OrdinalIgnoreCase), others);
    }
}
