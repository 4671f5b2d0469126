using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Ui;

/// <summary>What a failed request shows, whatever its method was; the host runs it in the failed request's place.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel(Frame frame) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "statusCode")]
    public int Code { get; set; }

    /// <summary>What support needs to find this request in the logs.</summary>
    public string Reference => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>A form that came too late; it has words and ways on of its own.</summary>
    public StaleForm? StaleForm => HttpContext.Features.Get<StaleForm>();

    public string Layout { get; private set; } = Frames.Storefront;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Somebody may open this page by hand, with any number.
        Code = int.TryParse(RouteData.Values["statusCode"]?.ToString(), out var code) && code is >= 400 and < 600 ? code : 404;
        Response.StatusCode = Code;
        var inAdmin = frame.IsSignedIn && Code is not (401 or 403) && FailedPath.StartsWith("/admin", StringComparison.OrdinalIgnoreCase);
        Layout = inAdmin ? Frames.Admin : Frames.Storefront;
        Frames.SetErrorPage(HttpContext, inAdmin);
    }

    private string FailedPath =>
        HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "";
}
