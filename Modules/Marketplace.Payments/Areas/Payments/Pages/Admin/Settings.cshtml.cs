using Marketplace.Payments.Settings;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(PaymentSettingsPermissions.ManagePaymentSettings)]
internal sealed class SettingsModel(
    ITenant tenant, ITenantAdministration administration, PaymentsSettingsRules rules, EditConflicts conflicts,
    IStringLocalizer<SettingsModel> text) : PageModel
{
    [BindProperty]
    public PaymentsInput Input { get; set; } = new();

    private PaymentsSettings Stored => tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);

    public void OnGet() => Input = PaymentsInput.From(Stored);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (_, problems) = rules.Read(Input, Stored);
        foreach (var (field, problem) in problems)
            ModelState.AddModelError($"{nameof(Input)}.{field}", problem);
        if (!ModelState.IsValid)
            return Page();
        var (changed, now) = await administration.EditSectionAsync<PaymentsSettings>(
            PaymentsSettings.Section, Input.Version, stored => rules.Read(Input, stored).Settings, cancellationToken);
        if (changed.IsConflict)
        {
            conflicts.Show(ModelState, nameof(Input), Input, PaymentsInput.From(now));
            return Page();
        }

        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return Page();
        }

        TempData.Note("success", text["Saved. It counts for payments from now on."]);
        return RedirectToPage();
    }
}
