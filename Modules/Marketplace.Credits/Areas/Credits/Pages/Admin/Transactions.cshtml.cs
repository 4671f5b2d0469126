using Marketplace.Credits.Accounts;
using Marketplace.Credits.History;
using Marketplace.Credits.Transactions;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class TransactionsModel(ListTransactions list, ReadFilter readFilter, OwnerNames owners, TransactionTypeNames names)
    : PageModel
{
    private const int PageSize = 50;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public HistoryView Filters { get; private set; } = null!;

    public TransactionPage Found { get; private set; } = null!;

    public string? FirstUrl => Before is null ? null : Filters.Path + Filters.Filter.ToAddress();

    public string? NextUrl { get; private set; }

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var filter = readFilter.Of(Type, From, To, Q);
        Filters = new HistoryView(WalletHistory.Nothing, filter, Url.Content("~/admin/credits/transactions"), names, "");
        Found = await FindAsync(filter, cancellationToken);
        _names = await owners.OfAsync(Found.Transactions.SelectMany(x => x.Entries).Select(x => x.Owner), cancellationToken);
        NextUrl = Found.Next is { } next
            ? Filters.Path + filter.ToAddress() + (filter.IsTyped ? "&" : "?") + "before=" + Uri.EscapeDataString(next)
            : null;
    }

    /// <summary>What names one transaction finds that one; what names a customer, theirs; all else is searched for.</summary>
    private async Task<TransactionPage> FindAsync(HistoryFilter filter, CancellationToken cancellationToken)
    {
        var span = filter.ToQuery(PageSize);
        var query = new TransactionQuery(PageSize, Before, filter.Type, span.From, span.Until, filter.Text);
        if (filter.Text is not { } text)
            return await list.ExecuteAsync(query, cancellationToken);
        if (await list.FindAsync(text, cancellationToken) is { } one)
            return new TransactionPage([one], Next: null);
        if (await owners.FindCustomerAsync(text, cancellationToken) is { } userId)
            return await list.OfCustomerAsync(userId, query, cancellationToken);
        // A name that one person alone has means that person.
        return await owners.FindIdsAsync(text, cancellationToken) is [var named, _]
            ? await list.OfCustomerAsync(named, query, cancellationToken)
            : await list.ExecuteAsync(query, cancellationToken);
    }
}
