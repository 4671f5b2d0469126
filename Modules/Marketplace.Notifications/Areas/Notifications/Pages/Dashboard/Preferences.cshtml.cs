using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Dashboard;

internal sealed class PreferencesModel(
    KindCatalogue kinds, PreferenceStore preferences, IAuthorizationService authorization, IStringLocalizer<PreferencesModel> text) : PageModel
{
    public IReadOnlyList<CategoryChoice> Rows { get; private set; } = [];

    public static string KeyOf(CategoryChoice row, NotificationChannels channel) => $"{row.Category.Id}:{channel}";

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await ReadAsync(cancellationToken);

    /// <param name="chosen">The keys of what is switched on; what is locked is not asked about.</param>
    public async Task<IActionResult> OnPostAsync(string[] chosen, CancellationToken cancellationToken)
    {
        var rows = (await ReadAsync(cancellationToken)).Where(x => !x.IsLocked).ToList();
        var choices =
            from row in rows
            from channel in CategoryChoices.Channels
            let enabled = chosen.Contains(KeyOf(row, channel), StringComparer.Ordinal)
            where enabled != row.Defaults.HasFlag(channel)
            select new Choice { Category = row.Category.Id, Channel = channel, Enabled = enabled };
        await preferences.SaveAsync(User.GetUserId(), [.. rows.Select(x => x.Category.Id)], [.. choices], cancellationToken);
        TempData.Note("success", text["Saved. It holds for everything from now on."]);
        return RedirectToPage();
    }

    private async Task<IReadOnlyList<CategoryChoice>> ReadAsync(CancellationToken cancellationToken)
    {
        var entersAdmin = await authorization.AuthorizeAsync(User, null, new PermissionRequirement(AdminPermissions.AccessAdmin.Name));
        return CategoryChoices.From(kinds.List(), await preferences.ReadAsync(User.GetUserId(), cancellationToken), entersAdmin.Succeeded);
    }
}
