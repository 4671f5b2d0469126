using Marketplace.Content.Blocks;
using Marketplace.Content.Links;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.WriteContent)]
internal sealed class LinksModel(
    BrokenLinks links, CheckLinks check, BlockFindings blocks, IStringLocalizer<LinksModel> text) : PageModel
{
    /// <summary>Null: nothing was checked yet.</summary>
    public LinkCheck? Last { get; private set; }

    /// <summary>Published texts whose blocks show nothing.</summary>
    public IReadOnlyList<BlockFinding> Blocks { get; private set; } = [];

    public IReadOnlyList<BrokenLink> Broken { get; private set; } = [];

    public (string Kind, string Icon, string Text) StateOf(BrokenReason reason) => reason switch
    {
        BrokenReason.Missing => ("danger", "x-circle", text["Nothing is there"]),
        BrokenReason.Anchor => ("warning", "link-45deg", text["The page has no such place"]),
        BrokenReason.Media => ("danger", "image", text["There is no such file"]),
        BrokenReason.Gone => ("danger", "trash", text["Deleted"]),
        _ => ("info", "signpost", text["It moved"]),
    };

    public string FixUrl(BrokenLink link) =>
        link.Place.StartsWith(BrokenLink.MenuPlace, StringComparison.Ordinal) && link.Place.Split('/') is [_, var menu, var language]
            ? Url.Content($"~/admin/content/menus?menu={menu}&language={language}")
            : Url.Content("~/admin/content/items/" + link.Place);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        (Last, Broken) = await links.ReadAsync(cancellationToken);
        Blocks = await blocks.ListAsync(cancellationToken);
    }

    /// <summary>At once: it reads the database alone, and takes a moment.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (done, broken) = await check.ExecuteAsync(cancellationToken);
        TempData.Note(
            broken.Count == 0 ? "success" : "warning",
            broken.Count == 0
                ? text["All {0} links of {1} texts lead somewhere.", done.Links, done.Texts]
                : text["{0} of {1} links need a look.", broken.Count, done.Links]);
        return RedirectToPage();
    }
}
