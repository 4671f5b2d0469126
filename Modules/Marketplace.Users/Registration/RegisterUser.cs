using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users;

/// <summary>Makes a customer's account, asks for the confirmation mail in the same transaction, and signs them in.</summary>
internal sealed class RegisterUser(UserAccounts users, SignInManager<User> signIn, AccountMails mails, TimeProvider time)
{
    public async Task<RegisterUserResult> ExecuteAsync(string email, string name, string password, CancellationToken cancellationToken)
    {
        var user = User.New(email, name, time);
        user.Roles.Add(Abstractions.Roles.Customer);
        user.LastSignInAt = time.GetUtcNow();
        user.Raise(mails.Compose(user, AccountMailKind.Confirmation));
        var created = await users.CreateAsync(user, password);
        if (created.Succeeded)
        {
            await signIn.SignInAsync(user, isPersistent: false);
            return new RegisterUserResult.Registered(user.Id);
        }

        if (created.Errors.All(x => x.Code == nameof(IdentityErrorDescriber.DuplicateEmail))
            && await users.FindByEmailAsync(user.Email) is { } owner)
        {
            // The page must not say whether the address is known; its owner may.
            await mails.RequestAsync(owner, AccountMailKind.AlreadyRegistered, address: null, cancellationToken);
            return new RegisterUserResult.AddressTaken();
        }

        return new RegisterUserResult.Refused([.. created.Errors]);
    }
}

internal abstract record RegisterUserResult
{
    private RegisterUserResult()
    {
    }

    internal sealed record Registered(string UserId) : RegisterUserResult;

    /// <summary>Its owner was told by mail.</summary>
    internal sealed record AddressTaken : RegisterUserResult;

    internal sealed record Refused(IReadOnlyList<IdentityError> Errors) : RegisterUserResult;
}
