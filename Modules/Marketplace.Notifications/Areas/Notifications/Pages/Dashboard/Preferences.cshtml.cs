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
        var choices =
            from row in await ReadAsync(cancellationToken)
            where !row.IsLocked
            from channel in CategoryChoices.Channels
            select new Choice { Category = row.Category.Id, Channel = channel, Enabled = chosen.Contains(KeyOf(row, channel), StringComparer.Ordinal) };
        await preferences.SaveAsync(User.GetUserId(), [.. choices], cancellationToken);
        TempData.Note("success", text["Saved. It holds for everything from now on."]);
        return RedirectToPage();
    }

    private async Task<IReadOnlyList<CategoryChoice>> ReadAsync(CancellationToken cancellationToken)
    {
        var entersAdmin = await authorization.AuthorizeAsync(User, null, new PermissionRequirement(AdminPermissions.AccessAdmin.Name));
        return CategoryChoices.From(kinds.List(), await preferences.ReadAsync(User.GetUserId(), cancellationToken), entersAdmin.Succeeded);
    }
}
