using System.Globalization;
using Marketplace.Users.Accounts;
using Marketplace.Users.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Users.Areas.Users.Pages;

internal static class PageModelExtensions
{
    /// <summary>Puts Identity's refusals beside the fields they are about.</summary>
    public static void AddErrors(this PageModel page, IEnumerable<IdentityError> errors, string emailField, string passwordField)
    {
        var all = errors.ToList();
        if (all.OfType<PausedError>().FirstOrDefault() is { } paused)
            page.AskToWait(paused.Wait);
        foreach (var error in all.DistinctBy(x => x.Description, StringComparer.Ordinal))
        {
            var field = error.Code.StartsWith("Password", StringComparison.Ordinal) ? passwordField
                : error.Code.EndsWith("Email", StringComparison.Ordinal) ? emailField
                : "";
            page.ModelState.AddModelError(field, error.Description);
        }
    }

    /// <summary>The answer is that of a limit; the page says in words what the header says to programs.</summary>
    public static void AskToWait(this PageModel page, TimeSpan wait)
    {
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>To an address inside the tenant only; see <see cref="ReturnUrl"/>.</summary>
    public static LocalRedirectResult ToReturnUrl(this PageModel page, string? returnUrl) =>
        page.LocalRedirect(ReturnUrl.Resolve(returnUrl, page.Request.PathBase));
}
