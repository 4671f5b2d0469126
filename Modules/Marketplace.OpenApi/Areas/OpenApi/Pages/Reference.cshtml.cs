using Marketplace.OpenApi.Description;
using Marketplace.OpenApi.Reference;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.OpenApi.Areas.OpenApi.Pages;

/// <summary>The reference: plain markup that works without script, in the tenant's frame.</summary>
internal sealed class ReferenceModel(ApiDocument document) : PageModel
{
    public ReferenceView Reference { get; private set; } = null!;

    public async Task OnGetAsync() => Reference = await document.ReadViewAsync();
}
