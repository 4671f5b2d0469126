using Marketplace.Tenants.Settings;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Areas.Tenants.Pages.Admin;

[RequirePermission(Permissions.ManageSettings)]
internal sealed class SettingsModel(
    ITenant tenant, ITenantAdministration administration, ThemeChoice themes, AmountReader amounts, EditConflicts conflicts,
    IStringLocalizer<SettingsModel> text) : PageModel
{
    [BindProperty]
    public SettingsInput Input { get; set; } = new();

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
        var (saved, now) = await SaveAsync(decimals, usdValue, cancellationToken);
        if (saved.IsConflict)
        {
            conflicts.Show(ModelState, nameof(Input), Input, SettingsInput.From(now));
            return Page();
        }

        if (!saved.Succeeded)
        {
            ModelState.AddModelError("", saved.Error!);
            return Page();
        }

        TempData.Note("success", text["The settings are saved."]);
        return RedirectToPage();
    }

    /// <summary>All in one change, which makes one new shell.</summary>
    private async Task<(TenantChangeResult Result, TenantEdit Stored)> SaveAsync(
        int decimals, decimal usdValue, CancellationToken cancellationToken)
    {
        var now = new TenantEdit(tenant.DisplayName, tenant.Settings);
        var result = await administration.EditAsync(
            stored =>
            {
                now = stored;
                if (SettingsInput.VersionOf(stored) != Input.Version)
                    return null;
                var site = Input.ToSite(stored.Settings.Get<SiteSettings>(SettingsSections.Site));
                var unit = Input.ToUnit(stored.Settings.Get<CreditUnit>(SettingsSections.Credits), decimals, usdValue);
                return new TenantEdit(
                    Input.DisplayName!.Trim(), stored.Settings.With(SettingsSections.Site, site).With(SettingsSections.Credits, unit));
            },
            cancellationToken);
        return (result, now);
    }
}
