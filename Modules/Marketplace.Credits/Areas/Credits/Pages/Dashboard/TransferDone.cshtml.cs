using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Transfers;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

/// <summary>What was sent: read from the ledger, so that it can be looked at again.</summary>
internal sealed class TransferDoneModel(IWallet wallet, IUserDirectory users) : PageModel
{
    public WalletTransaction Transfer { get; private set; } = null!;

    public string Recipient { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(id)
            || await wallet.FindTransactionAsync(User.GetUserId(), id, cancellationToken) is not { Type: TransactionType.Transfer,
                Amount.IsNegative: true } transfer)
            return NotFound();
        Transfer = transfer;
        var recipient = transfer.Metadata.TryGetValue("to_user", out var userId) ? await users.FindAsync(userId, cancellationToken) : null;
        if (recipient is not null)
            Recipient = NamedInTransfer.Of(transfer, recipient);
        return Page();
    }
}
