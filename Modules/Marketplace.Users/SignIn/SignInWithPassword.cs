using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.Sessions;

namespace Marketplace.Users.SignIn;

internal enum SignInResultKind
{
    SignedIn,

    /// <summary>Unknown address or wrong password: the answer is the same for both.</summary>
    Wrong,

    /// <summary>Too many wrong passwords from here; it ends by itself. An address without an account answers so too.</summary>
    Paused,

    /// <summary>An administrator has locked the account. Only who knows its password learns so.</summary>
    Locked,
}

/// <param name="Wait">Until the next try, where it is paused.</param>
/// <param name="UserId">Who is signed in now; else null.</param>
internal sealed record SignInResult(SignInResultKind Kind, TimeSpan Wait = default, string? UserId = null);

internal sealed class SignInWithPassword(UserAccounts users, CheckPassword check, UserSignIn signIn, IDatabase database, TimeProvider time)
{
    public async Task<SignInResult> ExecuteAsync(string email, string password, bool remember, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        var passwordCheck = await check.ExecuteAsync(user, email, password, cancellationToken);
        if (passwordCheck is PasswordCheck.Paused paused)
            return new SignInResult(SignInResultKind.Paused, paused.Wait);
        // A second factor cannot be given yet, so whoever has one cannot sign in by the password alone.
        if (passwordCheck is not PasswordCheck.Right || user is null or { TwoFactorEnabled: true })
            return new SignInResult(SignInResultKind.Wrong);
        if (user.IsLockedForever)
            return new SignInResult(SignInResultKind.Locked);
        await signIn.SignInAsync(user, remember);
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update users set last_sign_in_at = @now where id = @id", new { now = time.GetUtcNow(), id = user.Id }, cancellationToken),
            cancellationToken);
        return new SignInResult(SignInResultKind.SignedIn, UserId: user.Id);
    }
}
