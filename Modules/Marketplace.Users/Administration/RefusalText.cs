using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Administration;

/// <summary>Why a change to a user was not made, for the person who asked.</summary>
internal sealed class RefusalText(IStringLocalizer<RefusalText> text)
{
    public string Of(UserChangeRefusal reason) => reason switch
    {
        UserChangeRefusal.OwnAdministratorRole =>
            text["You cannot take the role Administrator away from yourself. Another administrator can."],
        UserChangeRefusal.OwnRoles => text["You cannot change your own roles. Another administrator can."],
        UserChangeRefusal.OwnLock => text["You cannot lock your own account. Another administrator can."],
        UserChangeRefusal.LastAdministrator =>
            text["This is the last administrator who can sign in. Make somebody else an administrator first."],
        UserChangeRefusal.AdministratorsOnly => text["Only an administrator can change administrators or make new ones."],
        UserChangeRefusal.BeyondOwnPermissions =>
            text["This role may do more than you may, so you cannot give or take it. Ask an administrator."],
        UserChangeRefusal.UnknownRole => text["One of the roles does not exist any more. Load the page again."],
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
