using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Content.Sharing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages;

/// <summary>A draft, for whoever has its link. The key stands in the query, which is not logged; the page sends it nowhere.</summary>
internal sealed class DraftModel(ShareLinks shares, ITextRenderer renderer, ITextPages pages) : PageModel
{
    /// <summary>Null where the link opens nothing any more.</summary>
    public ContentItem? Item { get; private set; }

    public ArticleView? Text { get; private set; }

    /// <summary>Why it cannot be shown.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? key, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        Item = await shares.OpenAsync(key, cancellationToken);
        if (Item is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        try
        {
            var text = await renderer.RenderAsync(Item.Body, cancellationToken);
            Text = new ArticleView(
                await pages.FillAsync(text, Item.Language, cancellationToken), text.Headings, text.HasCode, Item.Language);
        }
        catch (TextTooDeepException e)
        {
            Problem = e.Message;
        }

        return Page();
    }
}
