using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class AdjustmentModel(ListAdjustments list, IApproval approvals, OwnerNames owners, ILedger ledger) : PageModel
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public Adjustment Adjustment { get; private set; } = null!;

    public WalletBalance Balance { get; private set; } = null!;

    /// <summary>Where it is decided; null where nothing waits.</summary>
    public Approval? Approval { get; private set; }

    /// <summary>Null where it would be more than an account can hold.</summary>
    public CreditAmount? Afterwards =>
        (Int128)Balance.Available.Micros + Adjustment.Amount.Micros is var micros && micros >= long.MinValue && micros <= long.MaxValue
            ? new CreditAmount((long)micros)
            : null;

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(id, cancellationToken) is not { } adjustment)
            return NotFound();
        Adjustment = adjustment;
        Balance = await ledger.GetBalanceAsync(adjustment.UserId, cancellationToken);
        _names = await owners.OfAsync(
            [adjustment.UserId, adjustment.RequestedBy, adjustment.DecidedBy ?? adjustment.RequestedBy], cancellationToken);
        Approval = await approvals.FindAsync(AdjustmentApproval.KindId, id, cancellationToken);
        return Page();
    }
}
