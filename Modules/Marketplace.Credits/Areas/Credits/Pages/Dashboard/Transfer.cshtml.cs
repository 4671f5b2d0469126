using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Transfers;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

/// <summary>The first step of sending credits: to whom and how many. Nothing moves before the confirmation.</summary>
[EnableRateLimiting(RateLimits.Money)]
internal sealed class TransferModel(
    ReviewTransfer reviewTransfer, TransferInputRules rules, TransferText refusals, TransferDrafts drafts, TransferSettings settings,
    CreditUnit unit, IWallet wallet) : PageModel
{
    [BindProperty]
    public TransferInput Input { get; set; } = new();

    public WalletBalance Balance { get; private set; } = null!;

    public TransferSettings Settings => settings;

    /// <param name="draft">Of a confirmation that the sender came back from, to change it.</param>
    public async Task<IActionResult> OnGetAsync(string? draft, CancellationToken cancellationToken)
    {
        if (!settings.Enabled)
            return NotFound();
        if (drafts.Read(draft, User.GetUserId()) is { } before)
            Input = new TransferInput { To = before.To, Amount = AmountField.Of(unit).Write(before.Amount), Note = before.Note };
        await ReadBalanceAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Check(nameof(Input.To), rules.CheckRecipient(Input.To, out var to));
        Check(nameof(Input.Amount), rules.CheckAmount(Input.Amount, out var amount));
        Check(nameof(Input.Note), rules.CheckNote(Input.Note, out var note));
        if (ModelState.IsValid)
        {
            var (review, refusal) = await reviewTransfer.ExecuteAsync(User.GetUserId(), to, amount, cancellationToken);
            if (review is not null)
                return RedirectToPage("/Dashboard/ConfirmTransfer", new { area = "Credits", draft = drafts.Write(review, to, note) });
            if (refusal is TransferRefusal.Off)
                return NotFound();
            Check(FieldOf(refusal!), refusals.Of(refusal!));
        }

        await ReadBalanceAsync(cancellationToken);
        return Page();
    }

    private static string FieldOf(TransferRefusal refusal) =>
        TransferText.IsAboutRecipient(refusal) ? nameof(Input.To) : TransferText.IsAboutAmount(refusal) ? nameof(Input.Amount) : "";

    private void Check(string field, string? wrong)
    {
        if (wrong is not null)
            ModelState.AddModelError(field.Length > 0 ? $"{nameof(Input)}.{field}" : "", wrong);
    }

    private async Task ReadBalanceAsync(CancellationToken cancellationToken) =>
        Balance = await wallet.GetBalanceAsync(User.GetUserId(), cancellationToken);
}

/// <summary>As typed: an amount is read from its digits.</summary>
internal sealed record TransferInput
{
    public string? To { get; init; }

    public string? Amount { get; init; }

    public string? Note { get; init; }
}
