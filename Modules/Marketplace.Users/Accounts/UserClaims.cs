using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts;

/// <summary>
/// What a session knows of its user: id, name, address and roles. Each request reads them anew; see <see cref="Sessions.SessionCheck"/>.
/// </summary>
internal sealed class UserClaims : IUserClaimsPrincipalFactory<User>
{
    private const string SessionClaim = "sid";

    public Task<ClaimsPrincipal> CreateAsync(User user) =>
        Task.FromResult(Create(user.Id, user.Name, user.Email, user.Language, user.Roles));

    public static ClaimsPrincipal Create(SessionUser user)
    {
        var principal = Create(user.UserId, user.Name, user.Email, user.Language, user.Roles);
        ((ClaimsIdentity)principal.Identity!).AddClaim(OfSession(user.SessionId));
        return principal;
    }

    public static Claim OfSession(string id) => new(SessionClaim, id);

    public static string? FindSessionId(ClaimsPrincipal? principal) => principal?.FindFirstValue(SessionClaim);

    private static ClaimsPrincipal Create(string id, string name, string email, string? language, IEnumerable<string> roles)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id));
        identity.AddClaim(new Claim(ClaimTypes.Name, name.Length > 0 ? name : email));
        identity.AddClaim(new Claim(ClaimTypes.Email, email));
        if (language is not null)
            identity.AddClaim(new Claim(MarketplaceClaims.Language, language));
        foreach (var role in roles)
            identity.AddClaim(new Claim(ClaimTypes.Role, role));
        return new ClaimsPrincipal(identity);
    }
}
