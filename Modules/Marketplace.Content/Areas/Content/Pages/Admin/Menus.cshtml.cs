using System.Globalization;
using Marketplace.Content.Items;
using Marketplace.Content.SiteMenus;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.ManageMenus)]
internal sealed class MenusModel(
    SiteMenuStore menus,
    SiteMenuRules rules,
    ShownMenus shown,
    IPublishedContent published,
    KindCatalogue kinds,
    EditConflicts conflicts,
    ITenant tenant,
    IStringLocalizer<MenusModel> text) : PageModel
{
    [BindProperty]
    public SiteMenuInput Input { get; set; } = new();

    public string Menu { get; private set; } = SiteMenu.Main;

    public string Language { get; private set; } = "";

    public IReadOnlyList<string> Languages => ContentSite.Of(tenant).AllLanguages;

    /// <summary>What may be chosen while typing.</summary>
    public IReadOnlyList<PublishedEntry> Pages { get; private set; } = [];

    /// <summary>Indexes of entries whose text is not published.</summary>
    public IReadOnlySet<int> Hidden { get; private set; } = new HashSet<int>();

    public string Explanation => Menu == SiteMenu.Main
        ? text["An entry that leads to a page of this site follows it when its address changes. An entry may have entries below it."]
        : text["An entry that leads to a page of this site follows it when its address changes. Entries below another form a column."];

    public string? ProblemOf(string field) =>
        ModelState.TryGetValue(field, out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;

    public string NameOf(string language) => CultureInfo.GetCultureInfo(language).NativeName;

    public string ArrangeUrl(string what, int index) =>
        Url.Page("/Admin/Menus", "Arrange", new { menu = Menu, language = Language, what, index })!;

    public async Task<IActionResult> OnGetAsync(string? menu, string? language, CancellationToken cancellationToken)
    {
        if (!Choose(menu, language))
            return NotFound();
        Input = await ReadInputAsync(cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    /// <summary>Without a script each move is a request; nothing is saved by it.</summary>
    public async Task<IActionResult> OnPostArrangeAsync(
        string? menu, string? language, string? what, int index, CancellationToken cancellationToken)
    {
        if (!Choose(menu, language))
            return NotFound();
        Input.Arrange(what, index);
        // The fields moved, and what was sent under their old numbers must not be shown again.
        ModelState.Clear();
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string? menu, string? language, CancellationToken cancellationToken)
    {
        if (!Choose(menu, language))
            return NotFound();
        ModelState.Clear();
        var (entries, problems) = await rules.ReadAsync(Input.Entries, Language, cancellationToken);
        foreach (var (index, field, why) in problems)
            ModelState.AddModelError(index < 0 ? "" : $"Input.Entries[{index}].{field}", why);
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);
        var stored = await menus.FindAsync(Menu, Language, cancellationToken);
        if (!RecordVersion.IsOf(VersionOf(stored), Input.Version)
            || !await menus.SaveAsync(stored with { Entries = entries }, User.GetUserId(), cancellationToken))
        {
            conflicts.Show(ModelState, nameof(Input), Input, await ReadInputAsync(cancellationToken));
            return await ShowAsync(cancellationToken);
        }

        TempData.Note(
            "success",
            entries.Count == 0 ? text["Saved. Readers see what the modules bring again."] : text["Saved. Readers see the menu now."]);
        return RedirectToPage(new { menu = Menu, language = Language });
    }

    private static (int, string, string) VersionOf(SiteMenu menu) => (menu.Version, menu.Menu, menu.Language);

    private bool Choose(string? menu, string? language)
    {
        // What was sent under a number of its own, and without a field, is bound as nothing.
        Input.Entries.RemoveAll(x => x is null);
        Menu = menu ?? SiteMenu.Main;
        Language = language ?? Languages[0];
        return SiteMenu.All.Contains(Menu, StringComparer.Ordinal) && Languages.Contains(Language, StringComparer.Ordinal);
    }

    private async Task<SiteMenuInput> ReadInputAsync(CancellationToken cancellationToken)
    {
        var menu = await menus.FindAsync(Menu, Language, cancellationToken);
        var input = new SiteMenuInput { Version = RecordVersion.Of(VersionOf(menu)) };
        foreach (var entry in menu.Entries)
        {
            var target = await shown.AddressOfAsync(entry, Language, cancellationToken) ?? entry.Address;
            input.Entries.Add(new SiteMenuEntryInput { Label = entry.Label, Target = target, IsBelow = entry.IsBelow });
        }

        return input;
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        var pages = new List<PublishedEntry>();
        foreach (var kind in kinds.All.Where(x => x.Root is not null))
            pages.AddRange(await published.ListAsync(kind.Name, Language, cancellationToken));
        Pages = pages;
        var stored = await menus.FindAsync(Menu, Language, cancellationToken);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in stored.Entries)
        {
            if (await shown.AddressOfAsync(entry, Language, cancellationToken) is null)
                missing.Add(entry.Address);
        }

        Hidden = Enumerable.Range(0, Input.Entries.Count).Where(x => missing.Contains(Input.Entries[x].Target ?? "")).ToHashSet();
        return Page();
    }
}
