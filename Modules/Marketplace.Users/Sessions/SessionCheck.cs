using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Sessions;

/// <summary>
/// Asks with each request whether its session still lives, and who its user is now: whoever was locked or signed out is a stranger at once.
/// </summary>
internal static class SessionCheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var id = UserClaims.FindSessionId(context.Principal);
        var user = id is null
            ? null
            : await http.RequestServices.GetRequiredService<SessionStore>()
                .FindAsync(id, mayRemember: http.Request.IsRead(), http.RequestAborted);
        if (user is not null && user.UserId == context.Principal?.FindUserId())
            context.ReplacePrincipal(UserClaims.Create(user));
        else
            context.RejectPrincipal();
    }
}
