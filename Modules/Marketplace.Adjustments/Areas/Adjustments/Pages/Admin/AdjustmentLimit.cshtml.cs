using System.Diagnostics;
using System.Globalization;
using Marketplace.Adjustments.Requests;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

/// <summary>
/// The setting that two people watch over one another with: those who adjust balances must not change it, and raising it needs two.
/// </summary>
[RequirePermission(Permissions.ManageSettings)]
internal sealed class AdjustmentLimitModel(
    ChangeLimit change, ApprovalRule rule, AmountReader amounts, CreditUnit unit, EditConflicts conflicts,
    IStringLocalizer<AdjustmentLimitModel> text) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CreditAmount Limit => rule.Limit;

    public void OnGet() => Input = InputModel.Of(rule.Settings);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var wanted = Read();
        if (!ModelState.IsValid)
            return Page();
        switch (await change.ExecuteAsync(User.GetUserId(), wanted, Input.Reason, Input.Version, cancellationToken))
        {
            case ChangeLimitResult.Changed:
                TempData.Note("success", text["The limit is saved. Requests that wait already still need their second person."]);
                return RedirectToPage("/Admin/Adjustments");
            case ChangeLimitResult.Waiting waiting:
                TempData.Note("info", text["A higher limit needs a second person. It counts when they approve it."]);
                return RedirectToPage("/Admin/Approval", new { area = "Audit", id = waiting.Id });
            case ChangeLimitResult.Conflict { Now: var now }:
                conflicts.Show(ModelState, nameof(Input), Input, InputModel.Of(now) with { Reason = Input.Reason });
                return Page();
            case ChangeLimitResult.ReasonMissing:
                ModelState.AddModelError("Input.Reason", text["Say why the limit is raised: a second person must approve it."]);
                return Page();
            case ChangeLimitResult.AlreadyWaiting waiting:
                ModelState.AddModelError(
                    "", text["Another limit waits for approval already ({0}). Withdraw it first, or let it be decided.", waiting.What]);
                return Page();
            case ChangeLimitResult.Failed failed:
                ModelState.AddModelError("", failed.Error);
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    private OperatorAllowance Read()
    {
        decimal? above = null;
        if (!string.IsNullOrWhiteSpace(Input.ApprovalAbove))
        {
            if (amounts.ReadCredits(Input.ApprovalAbove, AmountField.Exact(unit).OrZero(), out var amount) is { } wrong)
                ModelState.AddModelError("Input.ApprovalAbove", wrong);
            above = amount.ToDecimal();
        }

        if (amounts.ReadWhole(Input.ActsPerDay, 0, ChangeLimit.MostActs, out var acts) is { } wrongCount)
            ModelState.AddModelError("Input.ActsPerDay", wrongCount);
        return new OperatorAllowance { ApprovalAbove = above, ActsPerDay = acts };
    }

    internal sealed record InputModel : IEditForm
    {
        public string? Version { get; set; }

        public string? ApprovalAbove { get; init; }

        public string? ActsPerDay { get; init; }

        /// <summary>Needed where the limit is raised.</summary>
        public string? Reason { get; init; }

        public static InputModel Of(OperatorAllowance x) => new()
        {
            ApprovalAbove = x.ApprovalAbove?.ToString(CultureInfo.InvariantCulture),
            ActsPerDay = x.ActsPerDay.ToString(CultureInfo.InvariantCulture),
            Version = RecordVersion.Of(x),
        };
    }
}
