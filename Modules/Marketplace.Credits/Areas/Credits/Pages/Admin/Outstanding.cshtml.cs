using System.Globalization;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Outstanding;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class OutstandingModel(
    ReadOutstanding read,
    OutstandingHistory history,
    ListAccounts listAccounts,
    OwnerNames owners,
    LotKindNames kinds,
    TimeProvider time,
    IStringLocalizer<OutstandingModel> text) : PageModel
{
    private const int HoldersShown = 10;

    public OutstandingCredits Owed { get; private set; } = null!;

    public ChartData? Chart { get; private set; }

    public IReadOnlyList<(AccountSummary Account, string Owner)> Holders { get; private set; } = [];

    public string CsvUrl => Url.Page("/Admin/Outstanding", "Csv")!;

    public IReadOnlyList<string> BandNames =>
    [
        .. AgeBands.LastDays.Select((last, i) => text["{0}–{1} days", i == 0 ? 0 : AgeBands.LastDays[i - 1] + 1, last].Value),
        text["Older"].Value,
    ];

    public CreditAmount TotalOf(int band) => WideSum.Of(Owed.Kinds.Select(x => x.ByAge[band]));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Owed = await read.ExecuteAsync(cancellationToken);
        Chart = await history.ExecuteAsync(text["Owed to customers"], cancellationToken);
        var page = await listAccounts.ExecuteAsync(
            new AccountFilter(Order: AccountOrder.Balance, Least: new CreditAmount(1)), null, HoldersShown, cancellationToken);
        var names = await owners.OfAsync(page.Accounts, cancellationToken);
        Holders = [.. page.Accounts.Select(x => (x, names[x.Owner]))];
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken)
    {
        Owed = await read.ExecuteAsync(cancellationToken);
        return new CsvStream(
            Lines().ToAsyncEnumerable(), $"outstanding-{time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }

    private IEnumerable<string> Lines()
    {
        yield return CsvText.Line([text["Kind"].Value, .. BandNames, text["Together"].Value]);
        foreach (var row in Owed.Kinds)
            yield return CsvText.Line([kinds.Of(row.Kind), .. row.ByAge, row.Total]);
        yield return CsvText.Line([text["Together"].Value, .. Enumerable.Range(0, AgeBands.Count).Select(TotalOf), Owed.Owed]);
    }
}
