using Marketplace.Users.Roles;

namespace Marketplace.Users.Administration;

/// <summary>Why a change to a user is not made.</summary>
internal enum UserChangeRefusal
{
    /// <summary>Nobody takes the role Administrator away from themselves.</summary>
    OwnAdministratorRole,

    /// <summary>Nobody gives or takes their own roles.</summary>
    OwnRoles,

    /// <summary>Nobody locks themselves out.</summary>
    OwnLock,

    /// <summary>Somebody must be left who can sign in as an administrator.</summary>
    LastAdministrator,

    /// <summary>Only administrators change administrators and give the role.</summary>
    AdministratorsOnly,

    /// <summary>Nobody hands out, or takes away, more than they may do themselves.</summary>
    BeyondOwnPermissions,

    /// <summary>A role that does not exist was named.</summary>
    UnknownRole,
}

/// <param name="OtherAdministrators">How many others have the role Administrator and are not locked.</param>
internal sealed record UserChange(Actor Actor, string UserId, IReadOnlySet<string> Roles, int OtherAdministrators)
{
    public bool IsSelf => Actor.Id == UserId;

    public bool IsAdministrator => Roles.Contains(Abstractions.Roles.Administrator);
}

internal static class UserChangeRules
{
    public static UserChangeRefusal? CheckRoles(UserChange change, IReadOnlySet<string> newRoles, RolePermissions.Picture permissions)
    {
        if (newRoles.Any(x => !permissions.Roles.ContainsKey(x)))
            return UserChangeRefusal.UnknownRole;
        // Also their ordinary roles: who could take those away could stop an administrator from seeing what the role shows.
        if (CheckTouch(change) is { } refusal)
            return refusal;
        var becomesAdministrator = newRoles.Contains(Abstractions.Roles.Administrator);
        if (change.IsAdministrator != becomesAdministrator)
        {
            if (!change.Actor.IsAdministrator)
                return UserChangeRefusal.AdministratorsOnly;
            if (change.IsAdministrator && change.IsSelf)
                return UserChangeRefusal.OwnAdministratorRole;
            if (change.IsAdministrator && change.OtherAdministrators == 0)
                return UserChangeRefusal.LastAdministrator;
        }

        var changed = newRoles.Except(change.Roles, StringComparer.OrdinalIgnoreCase)
            .Concat(change.Roles.Except(newRoles, StringComparer.OrdinalIgnoreCase));
        if (change.IsSelf && changed.Any())
            return UserChangeRefusal.OwnRoles;
        return changed.All(x => change.Actor.IsAdministrator || permissions.Roles[x].Permissions.All(y => change.Actor.Has(permissions, y)))
            ? null
            : UserChangeRefusal.BeyondOwnPermissions;
    }

    public static UserChangeRefusal? CheckLock(UserChange change)
    {
        if (change.IsSelf)
            return UserChangeRefusal.OwnLock;
        if (CheckTouch(change) is { } refusal)
            return refusal;
        return change.IsAdministrator && change.OtherAdministrators == 0 ? UserChangeRefusal.LastAdministrator : null;
    }

    /// <summary>For everything that one person does to another's account: an administrator's is for administrators.</summary>
    public static UserChangeRefusal? CheckTouch(UserChange change) =>
        change.IsAdministrator && !change.Actor.IsAdministrator ? UserChangeRefusal.AdministratorsOnly : null;
}
