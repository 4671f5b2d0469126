using Marketplace.Credits.History;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class WalletModel(IWallet wallet, ReadFilter readFilter, TransactionTypeNames names, IStringLocalizer<WalletModel> text)
    : PageModel
{
    private const int PageSize = 25;

    public HistoryView History { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    /// <summary>The first day, in UTC.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The last day, in UTC.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var userId = User.GetUserId();
        var filter = readFilter.Of(Type, From, To, Q);
        // A cursor that cannot be read is none: it shows the first page.
        History = new HistoryView(
            await wallet.ReadHistoryAsync(userId, filter.ToQuery(PageSize, Before, After), cancellationToken),
            filter,
            Url.Content("~/dashboard/wallet"),
            names,
            text["Buy credits and they show up here at once."])
        {
            DetailsPath = Url.Content("~/dashboard/wallet/transactions/"),
        };
    }
}
