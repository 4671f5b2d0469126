using Marketplace.Content.Media;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.ManageMedia)]
internal sealed class MediaSettingsModel(
    ITenant tenant, ITenantAdministration administration, AmountReader amounts, EditConflicts conflicts,
    IStringLocalizer<MediaSettingsModel> text) : PageModel
{
    [BindProperty]
    public MediaSettingsInput Input { get; set; } = new();

    public void OnGet() => Input = MediaSettingsInput.From(tenant.Settings.Get<MediaSettings>(MediaSettings.Section));

    public async Task<IActionResult> OnPostAsync()
    {
        if (amounts.ReadWhole(Input.LargestMegabytes, 1, MediaSettings.MostMegabytes, out var megabytes) is { } problem)
        {
            ModelState.AddModelError("Input.LargestMegabytes", problem);
            return Page();
        }

        var (changed, now) = await administration.EditSectionAsync<MediaSettings>(
            MediaSettings.Section, Input.Version, stored => stored with { LargestMegabytes = megabytes }, HttpContext.RequestAborted);
        if (changed.IsConflict)
        {
            conflicts.Show(ModelState, nameof(Input), Input, MediaSettingsInput.From(now));
            return Page();
        }

        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return Page();
        }

        TempData.Note("success", text["Saved. It holds for the next upload."]);
        return RedirectToPage();
    }
}
