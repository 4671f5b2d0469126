using Marketplace.Credits.Accounts;
using Marketplace.Credits.History;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

/// <summary>A customer's wallet as operators see it.</summary>
[RequirePermission(Permissions.ViewLedger)]
internal sealed class AccountModel(
    ListAccounts listAccounts,
    IWallet wallet,
    ReadWallet readWallet,
    ReadFilter readFilter,
    OwnerNames owners,
    TransactionTypeNames names,
    IStringLocalizer<AccountModel> text) : PageModel
{
    private const int PageSize = 50;

    public AccountSummary Account { get; private set; } = null!;

    public string Owner { get; private set; } = "";

    public IReadOnlyList<OpenHold> Holds { get; private set; } = [];

    public IReadOnlyList<OpenLot> Lots { get; private set; } = [];

    public HistoryView History { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

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
        Holds = await readWallet.HoldsAsync(id, cancellationToken);
        Lots = await readWallet.LotsAsync(id, cancellationToken);
        var filter = readFilter.Of(Type, From, To, Q);
        var history = await wallet.ReadHistoryAsync(account.Owner, filter.ToQuery(PageSize, Before, After), cancellationToken);
        History = new HistoryView(
            history, filter, Url.Content("~/admin/credits/accounts/" + account.Id), names, text["Nothing was ever booked here."])
        {
            DetailsPath = Url.Content("~/admin/credits/transactions/"),
        };
        return Page();
    }
}
