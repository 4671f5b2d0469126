using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users;

/// <summary>Asks with each request whether its session still lives, and who its user is now: whoever was locked or signed out is a stranger at once.</summary>
internal static class SessionCheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var (request, services) = (context.HttpContext.Request, context.HttpContext.RequestServices);
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (UserClaims.FindSessionId(context.Principal) is { } id
            && await services.GetRequiredService<SessionStore>().FindAsync(id, mayRemember: isSafe, context.HttpContext.RequestAborted) is { } user
            && user.UserId == context.Principal?.FindUserId())
            context.ReplacePrincipal(UserClaims.Create(user));
        else
            context.RejectPrincipal();
    }
}
