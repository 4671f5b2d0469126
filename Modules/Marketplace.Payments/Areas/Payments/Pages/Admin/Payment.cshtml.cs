using Marketplace.Credits.Accounts;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Timeline;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(Permissions.ViewPayments)]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class PaymentModel(
    ReadPayment read, ReadTimeline timeline, AskForRefund ask, OwnerNames names, IAuthorizationService authorization,
    IStringLocalizer<PaymentModel> text) : PageModel
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public PaymentDetails Details { get; private set; } = null!;

    public IReadOnlyList<PaymentTimelineEvent> Timeline { get; private set; } = [];

    public bool MayRefund { get; private set; }

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    /// <summary>What the wallet gave for a refund or a dispute and did not get back.</summary>
    public CreditAmount TakenFor(string claimId) =>
        Details.Takings.GetValueOrDefault(claimId) is { } taking ? taking.Taken - taking.Restored : CreditAmount.Zero;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(id, cancellationToken) is not { } details)
            return NotFound();
        Details = details;
        MayRefund = await MayRefundAsync();
        _names = await names.OfAsync(
            [details.Payment.UserId, .. details.Refunds.Select(x => x.RequestedBy).OfType<string>()], cancellationToken);
        Timeline = await timeline.ExecuteAsync(details, _names, cancellationToken);
        return Page();
    }

    /// <summary>Finds out at once what became of refunds whose answer was lost.</summary>
    public async Task<IActionResult> OnPostAskAsync(string id, CancellationToken cancellationToken)
    {
        if (!await MayRefundAsync())
            return Forbid();
        if (await read.ExecuteAsync(id, cancellationToken) is not { } details)
            return NotFound();
        var isKnown = true;
        foreach (var refund in details.Refunds.Where(x => x.Status is RefundState.Asked))
            isKnown &= await ask.AgainAsync(refund.Id, cancellationToken) is not RefundResult.Unknown;
        TempData.Note(
            isKnown ? "success" : "info", isKnown
                ? text["The payment provider answered."]
                : text["There is no answer yet. It was asked within the last two minutes, or could not be reached."]);
        return RedirectToPage("/Admin/Payment", new { id });
    }

    private async Task<bool> MayRefundAsync() =>
        (await authorization.AuthorizeAsync(User, null, new PermissionRequirement(RefundPermissions.RefundPayments))).Succeeded;
}
