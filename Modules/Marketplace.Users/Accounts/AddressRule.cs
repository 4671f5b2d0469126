using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts;

/// <summary>An account's address must be one that our mails can reach.</summary>
internal sealed class AddressRule(IdentityErrorDescriber errors) : IUserValidator<User>
{
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user) =>
        Task.FromResult(
            Mailbox.TryParse(user.Email, allowName: false, out _)
                ? IdentityResult.Success
                : IdentityResult.Failed(errors.InvalidEmail(user.Email)));
}
