using System.ComponentModel.DataAnnotations;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.AdjustBalances)]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class RefundModel(
    IDatabase database,
    RequestAdjustment adjust,
    ApprovalRule approval,
    OwnerNames owners,
    AdjustmentTexts texts,
    AmountReader amounts,
    CreditUnit unit,
    TimeProvider time,
    IStringLocalizer<RefundModel> text) : PageModel
{
    [BindProperty]
    public RefundInput Input { get; set; } = new();

    public Refundable Paid { get; private set; } = null!;

    public string Customer { get; private set; } = "";

    public CreditAmount Limit => approval.Limit;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        Input = new RefundInput { Id = AdjustmentRequest.NewId(time), Amount = Paid.Remaining.ToString() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!PrefixedId.IsWellFormed(AdjustmentRequest.Prefix, Input.Id))
            ModelState.AddModelError("", text["This form is damaged. Open it again."]);
        if (amounts.ReadCredits(Input.Amount, AmountField.Exact(unit), out var amount) is { } wrong)
            ModelState.AddModelError("Input.Amount", wrong);
        if (!ModelState.IsValid)
            return Page();
        var request = new AdjustmentRequest(Input.Id, AdjustmentKind.Refund, Paid.UserId, amount, Input.Reason!.Trim(), TransactionId: id);
        switch (await adjust.ExecuteAsync(User.GetUserId(), request, cancellationToken))
        {
            case AdjustmentResult.Posted posted:
                TempData.Note("success", text["Refunded. The customer sees it in their wallet."]);
                return RedirectToPage("/Admin/Transaction", new { area = "Credits", id = posted.TransactionId });
            case AdjustmentResult.Waiting waiting:
                TempData.Note(
                    "info", text["This is above what one operator may do alone in a day. It happens when a second person approves it."]);
                return RedirectToPage("/Admin/Adjustment", new { id = waiting.Id });
            case AdjustmentResult.Refused refused:
                ModelState.AddModelError(refused is AdjustmentResult.ExceedsRemaining ? "Input.Amount" : "", texts.Of(refused));
                return Page();
            default:
                throw new InvalidOperationException("The result of the refund is not known.");
        }
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (await FindRefundable.ExecuteAsync(db, id, cancellationToken) is not { } paid)
            return false;
        Paid = paid;
        Customer = (await owners.OfAsync([paid.UserId], cancellationToken))[paid.UserId];
        return true;
    }
}

internal sealed record RefundInput
{
    public string Id { get; init; } = "";

    public string? Amount { get; init; }

    [Required(ErrorMessage = "Say why. The customer and the next operator want to know.")]
    [StringLength(AdjustmentRequest.MaxReason, MinimumLength = 3, ErrorMessage = "Use 3 to 500 characters.")]
    public string? Reason { get; init; }
}
