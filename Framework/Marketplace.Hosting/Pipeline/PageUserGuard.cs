using Marketplace.Abstractions;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// Refuses what a script of a page made for one person sends after another signed in. Forms say it in a field instead:
/// see <see cref="StaleFormFilter"/>.
/// </summary>
internal sealed class PageUserGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, PageUser pageUser)
    {
        if (context.Request.IsRead())
            return next(context);
        var match = pageUser.Compare(context.Request.Headers[PageUser.Header], context.User);
        // Who signed out is refused where signing in is asked for, and acts for nobody elsewhere.
        return match is PageUserMatch.SomebodyElse or PageUserMatch.SignedInSince
            ? TypedResults.Problem(
                statusCode: StatusCodes.Status409Conflict,
                title: "You are signed in as somebody else now",
                detail: "This page was made before somebody else signed in here. Nothing was done. Load the page again.",
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "page_of_somebody_else" })
                .ExecuteAsync(context)
            : next(context);
    }
}
