using Marketplace.Users.Accounts;
using Marketplace.Users.Limits;
using Marketplace.Users.Mails;
using Marketplace.Users.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Registration;

/// <summary>
/// Makes a customer's account, asks for the confirmation mail in the same transaction, and signs them in. An address that has an account
/// already is answered in the same way, as long and with the same cookies, except that no session stands behind them: only the mail tells,
/// and that its owner alone reads.
/// </summary>
internal sealed class RegisterUser(
    UserAccounts users, UserSignIn signIn, KnownDevices devices, MailLimits limits, AccountMails mails,
    SiteLanguages languages, IHttpContextAccessor http, TimeProvider time)
{
    /// <param name="terms">The key of the terms that they accept; null where there are none.</param>
    public async Task<RegisterUserResult> ExecuteAsync(
        string email, string name, string password, string? terms, CancellationToken cancellationToken)
    {
        if (await limits.TakeAsync(email, cancellationToken) is { } wait)
            return new RegisterUserResult.TooOften(wait);
        var user = User.New(email, name, time);
        user.Roles.Add(Abstractions.Roles.Customer);
        user.LastSignInAt = time.GetUtcNow();
        // Who registers in a language reads it; where there is one only, nothing was chosen.
        user.Language = languages.All.Count > 1 ? languages.Current.Code : null;
        user.Raise(mails.Compose(user, AccountMailKind.Confirmation));
        if (terms is not null)
            user.Raise(new TermsAccepted(
                user.Id, terms, time.GetUtcNow(), ClientNetwork.Of(http.HttpContext?.Connection.RemoteIpAddress)));
        // The password is hashed before anybody looks whether the address is taken.
        var created = await users.CreateAsync(user, password);
        if (created.Succeeded)
        {
            await signIn.SignInAsync(user, isPersistent: false);
            devices.Remember(user.Id);
            return new RegisterUserResult.Registered(user.Id);
        }

        if (created.Errors.All(x => x.Code == nameof(IdentityErrorDescriber.DuplicateEmail))
            && await users.FindByEmailAsync(user.Email) is { } owner)
        {
            await mails.RequestAsync(owner, AccountMailKind.AlreadyRegistered, address: null, cancellationToken);
            await signIn.PretendAsync(user);
            devices.Remember(user.Id);
            return new RegisterUserResult.AddressTaken();
        }

        await limits.GiveBackAsync(email, cancellationToken);
        return new RegisterUserResult.Refused([.. created.Errors]);
    }
}

internal abstract record RegisterUserResult
{
    private RegisterUserResult()
    {
    }

    internal sealed record Registered(string UserId) : RegisterUserResult;

    /// <summary>Its owner was told by mail. Whoever asked must not learn it: the answer is that of <see cref="Registered"/>.</summary>
    internal sealed record AddressTaken : RegisterUserResult;

    /// <summary>Too many mails went to this mailbox, whether it has an account or not.</summary>
    internal sealed record TooOften(TimeSpan Wait) : RegisterUserResult;

    internal sealed record Refused(IReadOnlyList<IdentityError> Errors) : RegisterUserResult;
}
