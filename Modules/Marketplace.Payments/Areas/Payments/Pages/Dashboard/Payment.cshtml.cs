using System.Diagnostics;
using Marketplace.Payments.Charging;
using Marketplace.Payments.History;
using Marketplace.Payments.Receipts;
using Marketplace.Payments.TopUps;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PaymentRecord = Marketplace.Payments.History.Payment;

namespace Marketplace.Payments.Areas.Payments.Pages.Dashboard;

/// <summary>One payment: its receipt where it was paid, else why not and how it goes on.</summary>
internal sealed class PaymentModel(
    ListPayments list, ReadReceipt readReceipt, TopUpRows rows, GiveUpTopUp giveUp, PaymentTexts words,
    IStringLocalizer<PaymentModel> text) : PageModel
{
    public PaymentRecord Payment { get; private set; } = null!;

    public Receipt? Receipt { get; private set; }

    public PaymentTexts Words => words;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(User.GetUserId(), id, cancellationToken) is not { } payment)
            return NotFound();
        Payment = payment;
        Receipt = await readReceipt.ExecuteAsync(payment.Id, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostGiveUpAsync(string id, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(User.GetUserId(), id, cancellationToken) is not { CanGiveUp: true }
            || await rows.FindAsync(id, cancellationToken) is not { } row)
            return NotFound();
        var (kind, note) = await giveUp.ExecuteAsync(row, cancellationToken) switch
        {
            TopUpStatus.Failed => ("success", text["The payment is given up. You were not charged."].Value),
            TopUpStatus.Succeeded => ("info", text["The payment was paid in the meantime; the credits are in your wallet."].Value),
            TopUpStatus.Created or TopUpStatus.Pending =>
                ("danger", text["The payment could not be closed just now. Try again in a moment; nothing is charged without you."].Value),
            _ => throw new UnreachableException(),
        };
        TempData.Note(kind, note);
        return RedirectToPage(new { id });
    }
}
