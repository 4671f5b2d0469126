using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class AccountModel(
    ListAccounts listAccounts, IWallet wallet, OwnerNames owners, TransactionTypeNames names, IStringLocalizer<AccountModel> text) : PageModel
{
    private const int PageSize = 50;

    public AccountSummary Account { get; private set; } = null!;

    public string Owner { get; private set; } = "";

    public HistoryView History { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await listAccounts.FindAsync(id, cancellationToken) is not { } account)
            return NotFound();
        Account = account;
        Owner = (await owners.OfAsync([account], cancellationToken))[account.Owner];
        var history = await wallet.ReadHistoryAsync(account.Owner, new HistoryQuery(PageSize, Before, Before is null ? After : null), cancellationToken);
        History = new HistoryView(history, HistoryFilter.None, Url.Content("~/admin/credits/accounts/" + account.Id), names, text["Nothing was ever booked here."]);
        return Page();
    }
}
