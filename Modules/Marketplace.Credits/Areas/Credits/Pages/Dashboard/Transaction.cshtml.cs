using Marketplace.Credits.History;
using Marketplace.Credits.Statements;
using Marketplace.Credits.TransactionDetails;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class TransactionModel(ReadTransactionDetails readDetails, TransactionTypeNames names, DetailTexts texts, ExactMoney money)
    : PageModel
{
    public WalletTransactionDetails Details { get; private set; } = null!;

    public WalletTransaction Transaction => Details.Transaction;

    public IReadOnlyList<DetailText> Facts { get; private set; } = [];

    public ExactMoney Money => money;

    public DetailTexts Texts => texts;

    public string TypeName => names.Of(Transaction.Type);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await readDetails.ExecuteAsync(User.GetUserId(), id, cancellationToken) is not { } details)
            return NotFound();
        Details = details;
        Facts = [.. texts.Of(details.Transaction)];
        return Page();
    }
}
