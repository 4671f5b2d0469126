using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Users.Areas.Users.Pages;

internal static class PageModelExtensions
{
    /// <summary>Puts Identity's refusals beside the fields they are about.</summary>
    public static void AddErrors(this PageModel page, IEnumerable<IdentityError> errors, string emailField, string passwordField)
    {
        foreach (var error in errors.DistinctBy(x => x.Description, StringComparer.Ordinal))
        {
            var field = error.Code.StartsWith("Password", StringComparison.Ordinal) ? passwordField
                : error.Code.EndsWith("Email", StringComparison.Ordinal) ? emailField
                : "";
            page.ModelState.AddModelError(field, error.Description);
        }
    }

    /// <summary>To an address inside the tenant only; see <see cref="ReturnUrl"/>.</summary>
    public static LocalRedirectResult ToReturnUrl(this PageModel page, string? returnUrl) =>
        page.LocalRedirect(ReturnUrl.Resolve(returnUrl, page.Request.PathBase));
}
