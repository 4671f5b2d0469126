using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Dashboard;

internal sealed class IndexModel(IStringLocalizer<IndexModel> texts) : PageModel
{
    /// <summary>Names the person by what stands before the @ of the address they signed up with.</summary>
    public string Greeting
    {
        get
        {
            var name = (User.Identity?.Name ?? "").Split('@')[0];
            return name.Length == 0 ? texts["Welcome"] : texts["Welcome, {0}", char.ToUpperInvariant(name[0]) + name[1..]];
        }
    }
}
