using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages;

/// <summary>The page that the editor's preview is written into: the readers' theme, and nothing that runs.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed class PreviewFrameModel : PageModel
{
    /// <summary>The frame's sandbox says the same; whoever opens the page by itself gets no more.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; "
        + "frame-ancestors 'self'";

    public void OnGet() => Response.Headers.ContentSecurityPolicy = Policy;
}
