using System.Globalization;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

/// <summary>The setting that two people watch over one another with: those who adjust balances must not change it.</summary>
[RequirePermission(ManageSettings)]
internal sealed class AdjustmentLimitModel(
    ITenant tenant, ITenantAdministration administration, ApprovalRule approval, AmountReader amounts, CreditUnit unit, IStringLocalizer<AdjustmentLimitModel> text) : PageModel
{
    /// <summary>The permission of the site's settings, which the module Tenants brings; without it administrators have it all the same.</summary>
    public const string ManageSettings = "ManageSettings";

    [BindProperty]
    public string? ApprovalAbove { get; set; }

    public CreditAmount Limit => approval.Limit;

    public void OnGet() =>
        ApprovalAbove = tenant.Settings.Get<AdjustmentSettings>(AdjustmentSettings.Section).ApprovalAbove?.ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        CreditAmount? limit = null;
        if (!string.IsNullOrWhiteSpace(ApprovalAbove))
        {
            if (amounts.ReadCredits(ApprovalAbove, AmountField.Of(unit).OrZero(), out var read) is { } wrong)
            {
                ModelState.AddModelError(nameof(ApprovalAbove), wrong);
                return Page();
            }

            limit = read;
        }

        var changed = await administration.ChangeSettingsAsync(AdjustmentSettings.Section, new AdjustmentSettings { ApprovalAbove = limit?.ToDecimal() }, cancellationToken);
        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return Page();
        }

        TempData.Note("success", text["The limit is saved. Requests that wait already still need their second person."]);
        return RedirectToPage("/Admin/Adjustments");
    }
}
