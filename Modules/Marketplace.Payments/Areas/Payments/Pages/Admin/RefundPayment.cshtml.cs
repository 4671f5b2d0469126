using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Marketplace.Credits.Accounts;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Timeline;
using Marketplace.Payments.TopUps;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

/// <summary>
/// Amount and reason first, then what it does to the wallet, then the refund. The form brings the refund's id, so that sent twice it is
/// made once.
/// </summary>
[RequirePermission(Permissions.ViewPayments)]
[RequirePermission(RefundPermissions.RefundPayments)]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class RefundPaymentModel(
    ReadPayment read, PreviewRefund previewRefund, RefundTopUpCommand refund, OwnerNames names, AdminPaymentTexts texts,
    RefundTexts refundTexts, AmountReader amounts, TimeProvider time, IStringLocalizer<RefundPaymentModel> text) : PageModel
{
    [BindProperty]
    public RefundInput Input { get; set; } = new();

    public PaymentDetails Details { get; private set; } = null!;

    public string Customer { get; private set; } = "";

    /// <summary>Of the second step; null in the first.</summary>
    public RefundPreview? Preview { get; private set; }

    public IEnumerable<SelectListItem> Reasons =>
        Enum.GetValues<RefundReason>().Reverse().Select(x => new SelectListItem(texts.Of(x), x.ToString()));

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!Details.IsRefundable)
            return RedirectToPage("/Admin/Payment", new { id });
        Input = new RefundInput
        { Id = PrefixedId.New(RefundRow.Prefix, time), Amount = new Usd(Details.Left.Cents).ToString(),
            Reason = RefundReason.RequestedByCustomer };
        return Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (Check() is { } cents)
            Preview = await previewRefund.ExecuteAsync(Details.Payment.Id, cents, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (Read() is not { } cents)
            return Page();
        var request = new RefundTopUp(Input.Id, id, cents, Input.Reason!.Value, Input.Note?.Trim() ?? "", User.GetUserId());
        switch (await refund.ExecuteAsync(request, cancellationToken))
        {
            case RefundResult.Made:
                TempData.Note("success", text["{0} goes back to {1}. The credits left the wallet.", new Usd(cents).Format(), Customer]);
                return RedirectToPage("/Admin/Payment", new { id });
            case RefundResult.Unknown:
                TempData.Note(
                    "info",
                    text["The payment provider did not answer. Do not refund again: it is asked until it is known, and refunds once."]);
                return RedirectToPage("/Admin/Payment", new { id });
            case RefundResult.Refused refused:
                TempData.Note("danger", text["Nothing was refunded. {0}", texts.FailureOf(refused.Refund.Failure)]);
                return RedirectToPage("/Admin/Payment", new { id });
            case RefundResult.Waiting waiting:
                TempData.Note(
                    "info", text["The wallet does not cover this refund. The money goes back when a second person approves it."]);
                return Redirect(Url.Content("~/admin/approvals/" + waiting.ApprovalId));
            case (RefundResult.ExceedsLeft or RefundResult.Disputed or RefundResult.OwnPayment or RefundResult.NotPaid
                or RefundResult.KeyReused or RefundResult.NotFound) and var other:
                ModelState.AddModelError(other is RefundResult.ExceedsLeft ? "Input.Amount" : "", refundTexts.Of(other));
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    /// <returns>Cents that can be refunded as things are, or null with what is wrong.</returns>
    private long? Check()
    {
        if (Read() is not { } cents)
            return null;
        if (Details.Payment.Status is not TopUpStatus.Succeeded)
            ModelState.AddModelError("", refundTexts.Of(new RefundResult.NotPaid()));
        else if (Details.Left.IsDisputed)
            ModelState.AddModelError("", refundTexts.Of(new RefundResult.Disputed()));
        else if (cents > Details.Left.Cents)
            ModelState.AddModelError("Input.Amount", refundTexts.Of(new RefundResult.ExceedsLeft(Details.Left.Cents)));
        return ModelState.IsValid ? cents : null;
    }

    private long? Read()
    {
        if (!PrefixedId.IsWellFormed(RefundRow.Prefix, Input.Id))
            ModelState.AddModelError("", text["This form is damaged. Open it again."]);
        if (amounts.ReadUsd(Input.Amount, AmountField.Dollars, out var amount) is { } wrong)
            ModelState.AddModelError("Input.Amount", wrong);
        if (Input.Reason is { } reason && !Enum.IsDefined(reason))
            ModelState.AddModelError("Input.Reason", text["Choose a reason."]);
        if (Input.Note?.Contains('\0', StringComparison.Ordinal) ?? false)
            ModelState.AddModelError("Input.Note", text["The note holds characters that cannot be typed."]);
        return ModelState.IsValid ? amount.Cents : null;
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(id, cancellationToken) is not { } details)
            return false;
        Details = details;
        Customer = (await names.OfAsync([details.Payment.UserId], cancellationToken))[details.Payment.UserId];
        return true;
    }
}

internal sealed record RefundInput
{
    public string Id { get; init; } = "";

    /// <summary>As typed.</summary>
    public string? Amount { get; init; }

    [Required(ErrorMessage = "Choose a reason.")]
    public RefundReason? Reason { get; init; }

    [StringLength(RefundTopUp.MaxNote, ErrorMessage = "Use at most 500 characters.")]
    public string? Note { get; init; }
}
