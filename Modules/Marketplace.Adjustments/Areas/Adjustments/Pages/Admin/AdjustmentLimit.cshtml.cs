using System.Globalization;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

/// <summary>The setting that two people watch over one another with: those who adjust balances must not change it.</summary>
[RequirePermission(ManageSettings)]
internal sealed class AdjustmentLimitModel(ITenant tenant, ITenantAdministration administration, ApprovalRule approval, IStringLocalizer<AdjustmentLimitModel> text) : PageModel
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
        if (!TryRead(ApprovalAbove, out var limit))
        {
            ModelState.AddModelError(nameof(ApprovalAbove), text["Enter an amount with at most six decimals, for example 100.00, or nothing."]);
            return Page();
        }

        var changed = await administration.ChangeSettingsAsync(AdjustmentSettings.Section, new AdjustmentSettings { ApprovalAbove = limit }, cancellationToken);
        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return Page();
        }

        TempData.Note("success", text["The limit is saved. Requests that wait already still need their second person."]);
        return RedirectToPage("/Admin/Adjustments");
    }

    private static bool TryRead(string? typed, out decimal? limit)
    {
        limit = null;
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        if (typed.Trim() is "0" or "0.0" or "0.00")
        {
            limit = 0;
            return true;
        }

        if (!AmountText.TryRead(typed.Trim(), out var amount))
            return false;
        limit = amount.ToDecimal();
        return true;
    }
}
