using System.Diagnostics;
using Marketplace.Tenants.Settings;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Areas.Tenants.Pages.Admin;

[RequirePermission(Permissions.ManageSettings)]
internal sealed class SettingsModel(
    ITenant tenant, SaveSettings save, ThemeChoice themes, AmountReader amounts, EditConflicts conflicts,
    IStringLocalizer<SettingsModel> text) : PageModel
{
    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    /// <summary>In their own words.</summary>
    public IReadOnlyList<SelectListItem> Languages => [.. SiteLanguages.Known.Select(x => new SelectListItem(x.Name, x.Code))];

    public IReadOnlyList<SelectListItem> Themes => themes.ForCustomers();

    public IReadOnlyList<SelectListItem> AdminThemes => themes.ForAdmins();

    public void OnGet() => Input = SettingsInput.From(new TenantEdit(tenant.DisplayName, tenant.Settings));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        foreach (var (property, error) in SettingsRules.Check(
            Input, [.. Themes.Select(x => x.Value)], [.. AdminThemes.Select(x => x.Value)]))
            ModelState.AddModelError($"{nameof(Input)}.{property}", text[error]);
        var unitProblems = SettingsRules.ReadUnit(Input, amounts, out var decimals, out var usdValue);
        foreach (var (property, error) in unitProblems)
            ModelState.AddModelError($"{nameof(Input)}.{property}", error);
        if (!ModelState.IsValid)
            return Page();
        switch (await save.ExecuteAsync(User.GetUserId(), Input, decimals, usdValue, cancellationToken))
        {
            case SaveSiteSettingsResult.Saved:
                TempData.Note("success", text["The settings are saved."]);
                return RedirectToPage();
            case SaveSiteSettingsResult.ValueWaits waiting:
                TempData.Note("info", text["All else is saved. The new value of a credit counts when a second person approves it."]);
                return Redirect(Url.Content("~/admin/approvals/" + waiting.Id));
            case SaveSiteSettingsResult.AnotherValueWaits waiting:
                TempData.Note(
                    "warning",
                    text["All else is saved. Another value of a credit waits already: withdraw it first, or let it be decided."]);
                return Redirect(Url.Content("~/admin/approvals/" + waiting.Id));
            case SaveSiteSettingsResult.Conflict { Now: var now }:
                conflicts.Show(ModelState, nameof(Input), Input, SettingsInput.From(now) with { Reason = Input.Reason });
                return Page();
            case SaveSiteSettingsResult.ReasonMissing:
                ModelState.AddModelError(
                    "Input.Reason", text["Say why a credit is to be worth something else: a second person must approve it."]);
                return Page();
            case SaveSiteSettingsResult.Failed failed:
                ModelState.AddModelError("", failed.Error);
                return Page();
            default:
                throw new UnreachableException();
        }
    }
}
