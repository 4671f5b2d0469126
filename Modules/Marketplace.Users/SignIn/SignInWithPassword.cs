using Marketplace.Data;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users;

internal enum SignInResultKind
{
    SignedIn,

    /// <summary>Unknown address or wrong password: the answer is the same for both.</summary>
    Wrong,

    /// <summary>Too many failures; it ends by itself.</summary>
    LockedOut,

    /// <summary>An administrator has locked the account.</summary>
    Locked,
}

internal sealed class SignInWithPassword(UserAccounts users, SignInManager<User> signIn, IPasswordHasher<User> hasher, IDatabase database, TimeProvider time)
{
    private static string? decoyHash;

    public async Task<SignInResultKind> ExecuteAsync(string email, string password, bool remember, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        if (user?.PasswordHash is null)
        {
            SpendTheSameTime(password);
            return SignInResultKind.Wrong;
        }

        var result = await signIn.PasswordSignInAsync(user, password, remember, lockoutOnFailure: true);
        if (result.IsLockedOut)
            return user.IsLockedForever ? SignInResultKind.Locked : SignInResultKind.LockedOut;
        if (!result.Succeeded)
            return SignInResultKind.Wrong;
        await database.InTransactionAsync(
            db => db.ExecuteAsync("update users set last_sign_in_at = @now where id = @id", new { now = time.GetUtcNow(), id = user.Id }, cancellationToken),
            cancellationToken);
        return SignInResultKind.SignedIn;
    }

    /// <summary>An address without an account must not be told by a quicker answer.</summary>
    private void SpendTheSameTime(string password)
    {
        var nobody = new User { Id = "", Email = "", CreatedAt = default };
        decoyHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(nobody, decoyHash, password);
    }
}
