using Marketplace.Docs.Reading;
using Marketplace.Docs.Tree;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Docs.Areas.Docs.Pages;

/// <summary>The sidebar alone, at the address that the documents give it.</summary>
internal sealed class LayoutModel(DocPages pages) : PageModel
{
    public DocTree Tree { get; private set; } = null!;

    public async Task OnGetAsync() => Tree = await pages.GetTreeAsync(HttpContext.RequestAborted);
}
