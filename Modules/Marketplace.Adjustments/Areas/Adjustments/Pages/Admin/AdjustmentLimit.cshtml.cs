using System.Globalization;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

/// <summary>The setting that two people watch over one another with: those who adjust balances must not change it, and raising it needs two.</summary>
[RequirePermission(Permissions.ManageSettings)]
internal sealed class AdjustmentLimitModel(ChangeLimit change, ApprovalRule rule, IStringLocalizer<AdjustmentLimitModel> text) : PageModel
{
    [BindProperty]
    public string? ApprovalAbove { get; set; }

    [BindProperty]
    public int ActsPerDay { get; set; }

    /// <summary>Needed where the limit is raised.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public CreditAmount Limit => rule.Limit;

    public void OnGet() => (ApprovalAbove, ActsPerDay) = (rule.Settings.ApprovalAbove?.ToString(CultureInfo.InvariantCulture), rule.Settings.ActsPerDay);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!TryRead(ApprovalAbove, out var limit))
        {
            ModelState.AddModelError(nameof(ApprovalAbove), text["Enter an amount with at most six decimals, for example 100.00, or nothing."]);
        }

        if (ActsPerDay is < 0 or > ChangeLimit.MostActs)
            ModelState.AddModelError(nameof(ActsPerDay), text["Enter a whole number from 0 to {0}.", ChangeLimit.MostActs]);
        if (!ModelState.IsValid)
            return Page();
        switch (await change.ExecuteAsync(User.GetUserId(), new AdjustmentSettings { ApprovalAbove = limit, ActsPerDay = ActsPerDay }, Reason, cancellationToken))
        {
            case ChangeLimitResult.Changed:
                TempData.Note("success", text["The limit is saved. Requests that wait already still need their second person."]);
                return RedirectToPage("/Admin/Adjustments");
            case ChangeLimitResult.Waiting waiting:
                TempData.Note("info", text["A higher limit needs a second person. It counts when they approve it."]);
                return RedirectToPage("/Admin/Approval", new { area = "Audit", id = waiting.Id });
            case ChangeLimitResult.ReasonMissing:
                ModelState.AddModelError(nameof(Reason), text["Say why the limit is raised: a second person must approve it."]);
                return Page();
            case ChangeLimitResult.AlreadyWaiting waiting:
                ModelState.AddModelError("", text["Another limit waits for approval already ({0}). Withdraw it first, or let it be decided.", waiting.What]);
                return Page();
            case ChangeLimitResult.Failed failed:
                ModelState.AddModelError("", failed.Error);
                return Page();
            case var other:
                throw new InvalidOperationException($"{other} is not a known result.");
        }
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
