using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Mails;
using Marketplace.Users.Roles;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Administration;

/// <summary>An administrator makes an account; its owner chooses the password by a mailed link, which also confirms the address.</summary>
internal sealed class CreateUser(UserAccounts users, AccountMails mails, RolePermissions permissions, IDatabase database, TimeProvider time)
{
    public async Task<CreateUserResult> ExecuteAsync(
        string actorId, string email, string name, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        var picture = await permissions.GetAsync(cancellationToken);
        var user = User.New(email, name, time);
        await using (var session = await database.OpenAsync(cancellationToken))
        {
            var actor = await Actor.ReadAsync(session, actorId, cancellationToken);
            var change = new UserChange(actor, user.Id, new HashSet<string>(StringComparer.OrdinalIgnoreCase), OtherAdministrators: 1);
            if (UserChangeRules.CheckRoles(change, roles.ToHashSet(StringComparer.OrdinalIgnoreCase), picture) is { } refusal)
                return new CreateUserResult.Refused(refusal);
        }

        user.Roles.UnionWith(roles.Select(x => picture.Roles[x].Name));
        user.Raise(mails.Compose(user, AccountMailKind.Invitation));
        user.Note(UserActs.Of(UserActs.Invited, actorId, user.Id, after: $"{user.Email}: {UserActs.Words(user.Roles)}"));
        var created = await users.CreateAsync(user);
        return created.Succeeded ? new CreateUserResult.Created(user.Id) : new CreateUserResult.Invalid([.. created.Errors]);
    }
}

internal abstract record CreateUserResult
{
    private CreateUserResult()
    {
    }

    internal sealed record Created(string UserId) : CreateUserResult;

    internal sealed record Refused(UserChangeRefusal Reason) : CreateUserResult;

    internal sealed record Invalid(IReadOnlyList<IdentityError> Errors) : CreateUserResult;
}
