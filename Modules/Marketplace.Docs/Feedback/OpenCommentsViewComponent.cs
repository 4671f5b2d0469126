using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Feedback;

/// <summary>A row of "Needs attention" while readers wait for an editor.</summary>
public sealed class OpenCommentsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var store = HttpContext.RequestServices.GetRequiredService<FeedbackStore>();
        return View(
            "~/Areas/Docs/Pages/Shared/_OpenComments.cshtml", await store.CountOpenCommentsAsync(HttpContext.RequestAborted));
    }
}
