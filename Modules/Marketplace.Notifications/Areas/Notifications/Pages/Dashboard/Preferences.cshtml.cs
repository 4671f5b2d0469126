using Marketplace.Notifications.Kinds;
using Marketplace.Notifications.Preferences;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Dashboard;

internal sealed class PreferencesModel(
    KindCatalogue kinds, PreferenceStore preferences, IAuthorizationService authorization, EditConflicts conflicts,
    IStringLocalizer<PreferencesModel> text) : PageModel
{
    private HashSet<string>? _typed;

    public IReadOnlyList<CategoryChoice> Rows { get; private set; } = [];

    /// <summary>Of the choices that are shown.</summary>
    public string Version { get; private set; } = "";

    public static string KeyOf(CategoryChoice row, NotificationChannels channel) => $"{row.Category.Id}:{channel}";

    /// <summary>As it was sent, where that could not be saved.</summary>
    public bool IsOn(CategoryChoice row, NotificationChannels channel) =>
        _typed is null || row.IsLocked ? row.Channels.HasFlag(channel) : _typed.Contains(KeyOf(row, channel));

    /// <returns>What was chosen elsewhere meanwhile, or null where it is the same.</returns>
    public string? Elsewhere(CategoryChoice row, NotificationChannels channel) => IsOn(row, channel) == row.Channels.HasFlag(channel)
        ? null
        : text[row.Channels.HasFlag(channel) ? "Switched on elsewhere" : "Switched off elsewhere"].Value;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    /// <param name="chosen">The keys of what is switched on; what is locked is not asked about.</param>
    public async Task<IActionResult> OnPostAsync(string? version, string[] chosen, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var rows = Rows.Where(x => !x.IsLocked).ToList();
        var choices =
            from row in rows
            from channel in CategoryChoices.Channels
            let enabled = chosen.Contains(KeyOf(row, channel), StringComparer.Ordinal)
            where enabled != row.Defaults.HasFlag(channel)
            select new Choice { Category = row.Category.Id, Channel = channel, Enabled = enabled };
        if (await preferences.SaveAsync(User.GetUserId(), version, [.. rows.Select(x => x.Category.Id)], [.. choices], cancellationToken))
        {
            TempData.Note("success", text["Saved. It holds for everything from now on."]);
            return RedirectToPage();
        }

        await LoadAsync(cancellationToken);
        _typed = chosen.ToHashSet(StringComparer.Ordinal);
        ModelState.AddModelError("", conflicts.Sentence);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var entersAdmin = await authorization.AuthorizeAsync(User, null, new PermissionRequirement(AdminPermissions.AccessAdmin.Name));
        var stored = await preferences.ReadAsync(User.GetUserId(), cancellationToken);
        Version = PreferenceStore.VersionOf(stored);
        Rows = CategoryChoices.From(kinds.List(), stored.ToLookup(x => x.Category, StringComparer.Ordinal), entersAdmin.Succeeded);
    }
}
