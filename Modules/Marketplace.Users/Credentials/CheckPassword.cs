using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users;

/// <summary>Whether somebody knows the password of an account, outside of signing in. Wrong ones count as they do there, and an unknown account takes as long.</summary>
internal sealed class CheckPassword(UserAccounts users, IPasswordHasher<User> hasher)
{
    private static string? decoyHash;

    /// <param name="user">Null where there is no such account.</param>
    public async Task<bool> IsRightAsync(User? user, string password)
    {
        if (user?.PasswordHash is null || await users.IsLockedOutAsync(user))
        {
            var nobody = new User { Id = "", Email = "", CreatedAt = default };
            decoyHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(nobody, decoyHash, password);
            return false;
        }

        if (await users.CheckPasswordAsync(user, password))
            return true;
        await users.AccessFailedAsync(user);
        return false;
    }
}
