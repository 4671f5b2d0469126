using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class WalletModel(IWallet wallet, TransactionTypeNames names, IStringLocalizer<WalletModel> text) : PageModel
{
    private const int PageSize = 25;

    public WalletBalance Balance { get; private set; } = null!;

    public HistoryView History { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public TransactionType? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public bool HasHistory => History.IsFiltered || History.History.Transactions.Count > 0;

    public string NameOf(TransactionType type) => names.Of(type);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var userId = User.GetUserId();
        // An address with a cursor or type that cannot be read shows the first page of everything.
        var query = ModelState.IsValid ? new HistoryQuery(PageSize, Before, Before is null ? After : null, Type) : new HistoryQuery(PageSize);
        Balance = await wallet.GetBalanceAsync(userId, cancellationToken);
        History = new HistoryView(
            await wallet.ReadHistoryAsync(userId, query, cancellationToken),
            query.Type,
            Url.Content("~/dashboard/wallet"),
            names,
            text["Buy credits and they show up here at once."]);
    }
}
