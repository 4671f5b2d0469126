using Marketplace.Users.Accounts.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Users.Accounts;

/// <summary>Identity's user manager on our clock. Wrong passwords are counted by <see cref="Limits.AccountLimits"/>, not here.</summary>
internal sealed class UserAccounts(
    IUserStore<User> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    IEnumerable<IUserValidator<User>> userValidators,
    IEnumerable<IPasswordValidator<User>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserAccounts> logger,
    TimeProvider time)
    : UserManager<User>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    public override Task<User?> FindByEmailAsync(string email) => ((UserStore)Store).FindBySpellingAsync(email, CancellationToken);

    public override Task<User?> FindByNameAsync(string userName) => FindByEmailAsync(userName);

    public override async Task<bool> IsLockedOutAsync(User user) =>
        await Task.FromResult(user.LockoutEnabled && user.LockoutEnd > time.GetUtcNow());
}
