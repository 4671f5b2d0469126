using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.People;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>A list of what editors keep, and acts on many of them at once: all but the trash, or the trash alone.</summary>
internal abstract class ItemListModel(
    ItemList list, KindCatalogue kinds, ITenant tenant, BulkAct bulk, PersonNames people, IAuthorizationService authorization,
    IStringLocalizer text) : PageModel
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary><see cref="OutdatedTranslations"/>, or <see cref="MissingTranslations"/> with a language behind it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Translation { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    public const string OutdatedTranslations = "outdated";

    public const string MissingTranslations = "missing-";

    /// <summary>The trash is shown.</summary>
    public abstract bool InTrash { get; }

    /// <summary>Of this page, without a filter.</summary>
    public string Address => Url.Page(PageName)!;

    public IReadOnlyList<ContentKind> Kinds { get; } = kinds.All;

    public IReadOnlyList<string> Languages { get; } = ContentSite.Of(tenant).AllLanguages;

    public IReadOnlyList<ItemLine> Lines { get; private set; } = [];

    public string? Previous { get; private set; }

    public string? Next { get; private set; }

    public bool IsFiltered => (Q ?? Kind ?? Language ?? State ?? Translation) is not null;

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string KindOf(ItemLine line) => Kinds.FirstOrDefault(x => x.Name == line.Kind)?.Title ?? line.Kind;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var page = int.TryParse(P, out var typed) && typed is > 1 and < 100_000 ? typed : 1;
        var filter = new ItemFilter(
            Q, KnownKind, KnownLanguage, KnownState is { } state ? Enum.Parse<ItemState>(state) : null, InTrash,
            KnownTranslation == OutdatedTranslations, Languages.FirstOrDefault(x => KnownTranslation == MissingTranslations + x));
        (Lines, var hasMore) = await list.ListAsync(filter, (page - 1) * PageSize, PageSize, cancellationToken);
        Previous = page > 1 ? PageUrl(page - 1) : null;
        Next = hasMore ? PageUrl(page + 1) : null;
        Names = await people.OfAsync(Lines.Select(x => x.ChangedBy), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string? act, string[]? ids, CancellationToken cancellationToken)
    {
        // An empty field is bound as null, whatever its type says.
        var chosen = ids?.Where(x => !string.IsNullOrEmpty(x)).ToList() ?? [];
        if (chosen.Count == 0)
        {
            TempData.Note("warning", text["Choose some pages first."]);
            return Back();
        }

        var mayPublish =
            (await authorization.AuthorizeAsync(User, null, [new PermissionRequirement(Permissions.PublishContent)])).Succeeded;
        if (act is BulkAct.Publish or BulkAct.Unpublish && !mayPublish)
            return Forbid();
        var result = await bulk.ExecuteAsync(act ?? "", chosen, User.GetUserId(), mayPublish, cancellationToken);
        if (result.Refused.Count == 0)
            TempData.Note("success", text["Done with {0}.", result.Done]);
        else
            TempData.Note("warning", text["Done with {0}. Not with {1}: {2}", result.Done, result.Refused.Count,
                string.Join(" ", result.Refused.Take(3).Select(x => $"{x.Title}: {x.Why}"))]);
        return Back();
    }

    private RedirectToPageResult Back() => RedirectToPage(Query(null));

    private string PageName => InTrash ? "/Admin/Trash" : "/Admin/Items";

    private string? KnownKind => Kinds.FirstOrDefault(x => x.Name == Kind)?.Name;

    private string? KnownLanguage => Languages.FirstOrDefault(x => x == Language);

    private string? KnownState => Enum.GetNames<ItemState>().FirstOrDefault(x => x == State);

    private string? KnownTranslation =>
        Languages.Select(x => MissingTranslations + x).Append(OutdatedTranslations).FirstOrDefault(x => x == Translation);

    private string? PageUrl(int page) => Url.Page(PageName, Query(page));

    /// <summary>Of a filter, what there is: an answer's address has no room for everything that may be sent.</summary>
    private object Query(int? page) =>
        new { q = Q, kind = KnownKind, language = KnownLanguage, state = KnownState, translation = KnownTranslation, p = page };
}
