using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.WriteContent)]
internal sealed class NewItemModel(KindCatalogue kinds, ItemList list, CreateItem create, ITenant tenant) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IEnumerable<SelectListItem> Kinds => kinds.All.Select(x => new SelectListItem(x.Title, x.Name));

    public IEnumerable<SelectListItem> Languages => ContentSite.Of(tenant).AllLanguages.Select(x => new SelectListItem(x, x));

    /// <summary>Pages of kinds that are trees, under which a new one may stand.</summary>
    public IReadOnlyList<(ContentKind Kind, IReadOnlyList<GroupLine> Groups)> Trees { get; private set; } = [];

    public async Task OnGetAsync(string? kind, string? language, string? parent, CancellationToken cancellationToken)
    {
        Input = new InputModel { Kind = kind ?? OwnKinds.Page, Language = language ?? ContentSite.Of(tenant).Language, Parent = parent };
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var result = await create.ExecuteAsync(
            Input.Kind ?? "", Input.Language ?? "", Input.Title ?? "", string.IsNullOrEmpty(Input.Parent) ? null : Input.Parent,
            User.GetUserId(), cancellationToken);
        switch (result)
        {
            case SaveResult.Saved saved:
                return RedirectToPage("/Admin/Item", new { id = saved.ItemId });
            case SaveResult.Invalid invalid:
                ModelState.AddModelError(
                    invalid.Field is "title" or "kind" or "language" or "parent"
                        ? $"{nameof(Input)}.{char.ToUpperInvariant(invalid.Field[0])}{invalid.Field[1..]}"
                        : "",
                    invalid.Why);
                break;
            case SaveResult.AddressTaken taken:
                ModelState.AddModelError("", taken.Why);
                break;
            case SaveResult.Reserved reserved:
                ModelState.AddModelError("", reserved.Why);
                break;
            case SaveResult.Conflict or SaveResult.NotFound:
                throw new InvalidOperationException($"A new text cannot meet with {result}.");
            default:
                throw new InvalidOperationException($"No answer to {result}.");
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var trees = new List<(ContentKind, IReadOnlyList<GroupLine>)>();
        foreach (var kind in kinds.All.Where(x => x.IsTree))
            trees.Add((kind, await list.ListTreeAsync(kind.Name, ContentSite.Of(tenant).Language, cancellationToken)));
        Trees = [.. trees.Where(x => x.Item2.Count > 0)];
    }

    internal sealed class InputModel
    {
        public string? Kind { get; set; }

        public string? Language { get; set; }

        public string? Title { get; set; }

        public string? Parent { get; set; }
    }
}
