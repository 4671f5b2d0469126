using System.Diagnostics;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.AdjustBalances)]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class NewAdjustmentModel(
    RequestAdjustment adjust,
    OwnerNames owners,
    ApprovalRule approval,
    ILedger ledger,
    AdjustmentTexts texts,
    LotKindNames kinds,
    AmountReader amounts,
    CreditUnit unit,
    TimeProvider time,
    IStringLocalizer<NewAdjustmentModel> text) : PageModel
{
    [BindProperty]
    public AdjustmentInput Input { get; set; } = new();

    /// <summary>Of the customer that the form names, where there is one.</summary>
    public WalletBalance? Balance { get; private set; }

    public CreditAmount Limit => approval.Limit;

    public IEnumerable<SelectListItem> Directions =>
        [new(text["Give credits to the customer"], nameof(AdjustmentDirection.Give)),
            new(text["Take credits from the customer"], nameof(AdjustmentDirection.Take))];

    public IEnumerable<SelectListItem> LotKinds => AdjustmentInput.GrantKinds.Select(x => new SelectListItem(kinds.Of(x), x.ToString()));

    public async Task OnGetAsync(string? customer, string? kind, CancellationToken cancellationToken)
    {
        Input = new AdjustmentInput
        {
            Id = AdjustmentRequest.NewId(time),
            Kind = kind == nameof(AdjustmentKind.Grant) ? AdjustmentKind.Grant : AdjustmentKind.Correction,
            Customer = customer,
        };
        await ShowCustomerAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        foreach (var (field, error) in Input.Check(amounts, unit, time.GetUtcNow()))
            ModelState.AddModelError($"{nameof(Input)}.{field}", text[error]);
        if (!ModelState.IsValid)
            return await AgainAsync(cancellationToken);
        var request = Input.ToRequest(await owners.FindIdAsync(Input.Customer!.Trim(), cancellationToken), amounts, unit);
        switch (await adjust.ExecuteAsync(User.GetUserId(), request, cancellationToken))
        {
            case AdjustmentResult.Posted posted:
                TempData.Note("success", text["Done. The customer sees it in their wallet."]);
                return RedirectToPage("/Admin/Adjustment", new { id = posted.Id });
            case AdjustmentResult.Waiting waiting:
                TempData.Note(
                    "info", text["This is above what one operator may do alone in a day. It happens when a second person approves it."]);
                return RedirectToPage("/Admin/Adjustment", new { id = waiting.Id });
            case AdjustmentResult.Refused refused:
                ModelState.AddModelError(FieldOf(refused), texts.Of(refused));
                return await AgainAsync(cancellationToken);
            default:
                throw new InvalidOperationException("The result of the adjustment is not known.");
        }
    }

    private static string FieldOf(AdjustmentResult.Refused refused) => refused switch
    {
        AdjustmentResult.UnknownCustomer or AdjustmentResult.OwnWallet => "Input.Customer",
        AdjustmentResult.InsufficientBalance or AdjustmentResult.BalanceTooLarge => "Input.Amount",
        AdjustmentResult.ExpiryPassed => "Input.ExpiresOn",
        AdjustmentResult.AlreadySent or AdjustmentResult.AlreadyDecided or AdjustmentResult.NotRefundable
            or AdjustmentResult.ExceedsRemaining => "",
        _ => throw new UnreachableException(),
    };

    private async Task<PageResult> AgainAsync(CancellationToken cancellationToken)
    {
        await ShowCustomerAsync(cancellationToken);
        return Page();
    }

    private async Task ShowCustomerAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Input.Customer))
            return;
        var id = await owners.FindIdAsync(Input.Customer.Trim(), cancellationToken);
        if (await owners.ExistsAsync(id, cancellationToken))
            Balance = await ledger.GetBalanceAsync(id, cancellationToken);
    }
}
