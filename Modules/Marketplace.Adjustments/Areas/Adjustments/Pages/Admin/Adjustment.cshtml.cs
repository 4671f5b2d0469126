using Marketplace.Adjustments.Requests;
using Marketplace.Credits;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class AdjustmentModel(
    ListAdjustments list,
    ApproveAdjustment approve,
    CloseAdjustment close,
    OwnerNames owners,
    Operators operators,
    ILedger ledger,
    AdjustmentTexts texts,
    IStringLocalizer<AdjustmentModel> text) : PageModel
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public Adjustment Adjustment { get; private set; } = null!;

    public WalletBalance Balance { get; private set; } = null!;

    public bool IsOwn => Adjustment.RequestedBy == User.GetUserId();

    public bool MayApprove { get; private set; }

    /// <summary>Null where it would be more than an account can hold.</summary>
    public CreditAmount? Afterwards =>
        (Int128)Balance.Available.Micros + Adjustment.Amount.Micros is var micros && micros >= long.MinValue && micros <= long.MaxValue ? new CreditAmount((long)micros) : null;

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(id, cancellationToken) is not { } adjustment)
            return NotFound();
        Adjustment = adjustment;
        Balance = await ledger.GetBalanceAsync(adjustment.UserId, cancellationToken);
        _names = await owners.OfAsync([adjustment.UserId, adjustment.RequestedBy, adjustment.DecidedBy ?? adjustment.RequestedBy], cancellationToken);
        MayApprove = !IsOwn && await operators.MayAsync(User, Permissions.ApproveAdjustments);
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(string id, CancellationToken cancellationToken) =>
        DecideAsync(id, Permissions.ApproveAdjustments, approve.ExecuteAsync, text["Approved. The customer sees it in their wallet."], cancellationToken);

    public Task<IActionResult> OnPostRejectAsync(string id, CancellationToken cancellationToken) =>
        DecideAsync(id, Permissions.ApproveAdjustments, close.RejectAsync, text["Rejected. Nothing was changed."], cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(string id, CancellationToken cancellationToken) =>
        DecideAsync(id, Permissions.AdjustBalances, close.WithdrawAsync, text["Withdrawn. Nothing was changed."], cancellationToken);

    private async Task<IActionResult> DecideAsync(
        string id, string permission, Func<string, string, CancellationToken, Task<AdjustmentResult>> decide, string note, CancellationToken cancellationToken)
    {
        if (!await operators.MayAsync(User, permission))
            return Forbid();
        switch (await decide(User.GetUserId(), id, cancellationToken))
        {
            case AdjustmentResult.NotFound:
                return NotFound();
            case AdjustmentResult.Refused refused:
                ModelState.AddModelError("", texts.Of(refused));
                return await OnGetAsync(id, cancellationToken);
            default:
                TempData.Note("success", note);
                return RedirectToPage(new { id });
        }
    }
}
