using System.Diagnostics;
using Marketplace.Credits.Transfers;
using Marketplace.Credits.Wallet;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

/// <summary>
/// The second step: shows what would happen and does it. The key lies in the draft, so a form that is sent twice moves once.
/// </summary>
[EnableRateLimiting(RateLimits.Money)]
internal sealed class ConfirmTransferModel(
    SendCredits send, TransferText refusals, TransferDrafts drafts, TransferSettings settings, IUserDirectory users, IWallet wallet,
    IStringLocalizer<ConfirmTransferModel> text)
    : PageModel
{
    [BindProperty(Name = "draft", SupportsGet = true)]
    public string? DraftText { get; set; }

    public TransferDraft Draft { get; private set; } = null!;

    /// <summary>Masked; or the user id that the sender named, which tells nothing more.</summary>
    public string Recipient { get; private set; } = "";

    public CreditAmount BalanceAfter { get; private set; }

    /// <summary>Why it was not sent.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!settings.Enabled)
            return NotFound();
        return await ReadAsync(cancellationToken) ? Page() : StartAgain();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
            return StartAgain();
        var request = new SendRequest(Draft.Key, Draft.SenderId, Draft.RecipientId, Draft.Amount, Draft.Note)
        {
            ByAddress = IsAddress(Draft.To),
        };
        switch (await send.ExecuteAsync(request, cancellationToken))
        {
            case SendResult.Sent sent:
                return RedirectToPage("/Dashboard/TransferDone", new { area = "Credits", id = sent.TransactionId });
            case SendResult.Refused refused:
                Refusal = refusals.Of(refused.Refusal);
                return Page();
            case SendResult.KeyReused:
                return StartAgain();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (drafts.Read(DraftText, User.GetUserId()) is not { } draft
            || await users.FindAsync(draft.RecipientId, cancellationToken) is not { } recipient)
            return false;
        Draft = draft;
        Recipient = IsAddress(draft.To) ? Masked.Person(recipient) : draft.To;
        BalanceAfter = (await wallet.GetBalanceAsync(draft.SenderId, cancellationToken)).Available - draft.Amount;
        return true;
    }

    private static bool IsAddress(string to) => to.Contains('@', StringComparison.Ordinal);

    private RedirectToPageResult StartAgain()
    {
        TempData.Note(
            "warning",
            text[
                "This transfer can no longer be confirmed. Please enter it again; look into your wallet first if you are not sure whether "
                + "it was sent."]);
        return RedirectToPage("/Dashboard/Transfer", new { area = "Credits" });
    }
}
