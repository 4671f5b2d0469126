using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Users;

/// <summary>A program that calls <c>/api</c> cannot fill in a form: it gets 401 or 403 with a problem description. People are led to the page.</summary>
internal static class ApiAnswers
{
    public static async Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(context.RedirectUri);
            return;
        }

        // As a result, so that it is written whatever the caller says it accepts.
        await TypedResults.Problem(
            statusCode: status,
            title: status == StatusCodes.Status401Unauthorized ? "Sign in first" : "Not allowed",
            detail: status == StatusCodes.Status401Unauthorized
                ? "This address needs a signed-in user."
                : "Your account does not have the permission that this address needs.").ExecuteAsync(context.HttpContext);
    }
}
