using Marketplace.Tenants.Settings;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Areas.Tenants.Pages.Admin;

[RequirePermission(Permissions.ManageSettings)]
internal sealed class SettingsModel(
    ITenant tenant, ITenantAdministration administration, ThemeChoice themes, AmountReader amounts, IStringLocalizer<SettingsModel> text) : PageModel
{
    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Themes => themes.ForCustomers();

    public IReadOnlyList<SelectListItem> AdminThemes => themes.ForAdmins();

    public void OnGet() => Input = SettingsInput.From(tenant);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        foreach (var (property, error) in SettingsRules.Check(Input, [.. Themes.Select(x => x.Value)], [.. AdminThemes.Select(x => x.Value)]))
            ModelState.AddModelError($"{nameof(Input)}.{property}", text[error]);
        foreach (var (property, error) in SettingsRules.ReadUnit(Input, amounts, out var decimals, out var usdValue))
            ModelState.AddModelError($"{nameof(Input)}.{property}", error);
        if (!ModelState.IsValid)
            return Page();
        if ((await SaveAsync(decimals, usdValue, cancellationToken)).FirstOrDefault(x => !x.Succeeded) is { } failed)
        {
            ModelState.AddModelError("", failed.Error!);
            return Page();
        }

        TempData.Note("success", text["The settings are saved."]);
        return RedirectToPage();
    }

    /// <summary>Each change makes a new shell, so only what differs is changed.</summary>
    private async Task<IReadOnlyList<TenantChangeResult>> SaveAsync(int decimals, decimal usdValue, CancellationToken cancellationToken)
    {
        var results = new List<TenantChangeResult>();
        if (Input.DisplayName!.Trim() is var name && name != tenant.DisplayName)
            results.Add(await administration.RenameAsync(name, cancellationToken));
        var site = tenant.Settings.Get<SiteSettings>(SettingsSections.Site);
        if (Input.ToSite(site) is var newSite && newSite != site)
            results.Add(await administration.ChangeSettingsAsync(SettingsSections.Site, newSite, cancellationToken));
        var unit = tenant.Settings.Get<CreditUnit>(SettingsSections.Credits);
        if (Input.ToUnit(unit, decimals, usdValue) is var newUnit && newUnit != unit)
            results.Add(await administration.ChangeSettingsAsync(SettingsSections.Credits, newUnit, cancellationToken));
        return results;
    }
}
