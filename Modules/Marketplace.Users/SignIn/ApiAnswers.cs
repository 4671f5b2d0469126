using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.SignIn;

/// <summary>
/// A program that calls <c>/api</c> cannot fill in a form: it gets 401 or 403 with a problem description. People are led to the page.
/// </summary>
internal static class ApiAnswers
{
    public static async Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            if (status == StatusCodes.Status401Unauthorized && HttpMethods.IsPost(context.Request.Method))
            {
                // What was typed is not lost: signing in leads back to it.
                var kept = await context.HttpContext.RequestServices.GetRequiredService<KeptForms>().KeepAsync(context.Request);
                context.HttpContext.Features.Set(new StaleForm(StaleFormReason.SignedOut, kept));
                context.Response.StatusCode = status;
                return;
            }

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
