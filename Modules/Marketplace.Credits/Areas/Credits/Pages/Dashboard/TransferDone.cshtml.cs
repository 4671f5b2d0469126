using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
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
        // The description has the address where the sender knew it.
        if (recipient is not null)
            Recipient = transfer.Description.Contains(recipient.Email, StringComparison.Ordinal) ? recipient.Email : recipient.Id;
        return Page();
    }
}
