using System.Security.Claims;
using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Users.Sessions;

/// <summary>Identity's sign-in with sessions in the database: signing in begins one, signing out ends it.</summary>
internal sealed class UserSignIn(
    UserManager<User> users,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<User> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<User>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<User> confirmation,
    SessionStore sessions)
    : SignInManager<User>(users, http, claims, options, logger, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(
        User user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // Whoever signs in once more leaves no session behind that nothing shows any more.
        await EndCurrentAsync();
        var id = await sessions.BeginAsync(user, Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, UserClaims.OfSession(id)]);
        // What this request still shows, it shows to them; its forms are theirs.
        Context.User = UserClaims.Create(new SessionUser(id, user.Id, user.Name, user.Email, [.. user.Roles]));
    }

    /// <summary>The cookie of a session that is none, for somebody who must not learn that nothing was begun.</summary>
    public async Task PretendAsync(User user)
    {
        await EndCurrentAsync();
        var nobody = new SessionUser(SessionStore.NewId(), user.Id, user.Name, user.Email, [.. user.Roles]) { Language = user.Language };
        await Context.SignInAsync(AuthenticationScheme, UserClaims.Create(nobody), new AuthenticationProperties());
    }

    /// <summary>This session goes on with what the account says now; it is the same one, with the same end.</summary>
    public override async Task RefreshSignInAsync(User user)
    {
        var current = await Context.AuthenticateAsync(AuthenticationScheme);
        if (UserClaims.FindSessionId(current.Principal) is not { } id || current.Principal?.FindUserId() != user.Id)
            return;
        await sessions.KeepAsync(id, user, Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, current.Properties, [UserClaims.OfSession(id)]);
    }

    public override async Task SignOutAsync()
    {
        await EndCurrentAsync();
        await base.SignOutAsync();
    }

    private async Task EndCurrentAsync()
    {
        if (UserClaims.FindSessionId(Context.User) is { } id)
            await sessions.EndAsync(id, Context.RequestAborted);
    }
}
