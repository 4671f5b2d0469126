using Acme.Greetings.Settings;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Acme.Greetings.Areas.Greetings.Pages.Admin;

[RequirePermission(Permissions.ManageGreetingSettings)]
internal sealed class SettingsModel(
    ITenant tenant,
    ITenantAdministration administration,
    GreetingSettingsRules rules,
    EditConflicts conflicts,
    IStringLocalizer<SettingsModel> text) : PageModel
{
    [BindProperty]
    public GreetingSettingsInput Input { get; set; } = new();

    private GreetingSettings Stored => tenant.Settings.Get<GreetingSettings>(GreetingSettings.Section);

    public void OnGet() => Input = GreetingSettingsInput.From(Stored);

    public async Task<IActionResult> OnPostAsync()
    {
        foreach (var (field, problem) in rules.Read(Input, Stored).Problems)
            ModelState.AddModelError($"{nameof(Input)}.{field}", problem);
        if (!ModelState.IsValid)
            return Page();

        var (changed, now) = await administration.EditSectionAsync<GreetingSettings>(
            GreetingSettings.Section, Input.Version, stored => rules.Read(Input, stored).Settings, HttpContext.RequestAborted);
        if (changed.IsConflict)
        {
            conflicts.Show(ModelState, nameof(Input), Input, GreetingSettingsInput.From(now));
            return Page();
        }

        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return Page();
        }

        TempData.Note("success", text["Saved. The next greeting gets this answer."]);
        return RedirectToPage();
    }
}
