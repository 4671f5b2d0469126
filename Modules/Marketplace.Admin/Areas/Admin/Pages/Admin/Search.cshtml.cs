using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Admin.Areas.Admin.Pages.Admin;

/// <summary>What the search field of the frame answers where no script runs: menu entries that have all the words.</summary>
[RequirePermission("AccessAdmin")]
internal sealed class SearchModel(Frame frame) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Q { get; set; } = "";

    public IReadOnlyList<FrameItem> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Q = (Q ?? "").Trim();
        var words = Q.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var menu = await frame.MenuAsync(Menus.Admin);
        Found = [
            .. menu.Where(
                item => words.All(word => $"{item.Item.Text} {item.Item.Group}".Contains(word, StringComparison.OrdinalIgnoreCase)))];
        return Found.Count == 1 && words.Length > 0 ? Redirect(Found[0].Href) : Page();
    }
}
