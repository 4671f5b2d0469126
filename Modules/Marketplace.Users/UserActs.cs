using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users;

/// <summary>What is written down of people who change other people's accounts.</summary>
internal sealed class UserActs(IStringLocalizer<UserActs> text) : IAuditActs
{
    public const string Invited = "users.invited";
    public const string RolesChanged = "users.roles-changed";
    public const string Locked = "users.locked";
    public const string Unlocked = "users.unlocked";
    public const string ResetSent = "users.reset-sent";
    public const string PermissionsChanged = "users.permissions-changed";

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(Invited, text["User invited"]), new(RolesChanged, text["Roles of a user changed"]), new(Locked, text["User locked"]),
        new(Unlocked, text["User unlocked"]), new(ResetSent, text["Link for a new password sent"]),
        new(PermissionsChanged, text["Permissions of roles changed"]),
    ];

    public static AuditEntry Of(string act, string actorId, string userId, string? before = null, string? after = null) =>
        new(act, userId) { Who = actorId, Concerns = userId, Before = before, After = after, Link = "~/admin/users/" + userId };

    public static string Words(IEnumerable<string> roles) => string.Join(", ", roles.Order(StringComparer.OrdinalIgnoreCase));
}
