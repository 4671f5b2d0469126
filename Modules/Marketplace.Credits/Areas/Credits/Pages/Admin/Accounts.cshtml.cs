using System.Globalization;
using System.Runtime.CompilerServices;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Outstanding;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class AccountsModel(
    ListAccounts listAccounts, ReadSystemBalances systemBalances, OwnerNames owners, AmountReader amounts, CreditUnit unit,
    TimeProvider time,
    IStringLocalizer<AccountsModel> text) : PageModel
{
    private const int PageSize = 50;
    private const int CsvPageSize = 500;

    private readonly HashSet<string> _problems = new(StringComparer.Ordinal);

    public IReadOnlyList<(AccountSummary Account, string Owner)> Rows { get; private set; } = [];

    /// <summary>On the first page of all accounts.</summary>
    public IReadOnlyList<SystemBalance> System { get; private set; } = [];

    public string? FirstUrl { get; private set; }

    public string? NextUrl { get; private set; }

    /// <summary>A part of a customer's name or e-mail address, or a user id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public AccountWith With { get; set; }

    /// <summary>Only accounts with at least this available, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Least { get; set; }

    /// <summary>Only accounts with at most this available, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Most { get; set; }

    [BindProperty(SupportsGet = true)]
    public AccountOrder Order { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public string? Problem { get; private set; }

    public bool IsFiltered => Q is not null || With != AccountWith.Any || Least is not null || Most is not null;

    public string CsvUrl => Url.Page("/Admin/Accounts", "Csv", Query(null))!;

    public bool HasProblem(string field) => _problems.Contains(field);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var cursor = AccountCursor.Parse(Cursor);
        var page = await listAccounts.ExecuteAsync(await FilterAsync(cancellationToken), cursor, PageSize, cancellationToken);
        var names = await owners.OfAsync(page.Accounts, cancellationToken);
        Rows = [.. page.Accounts.Select(x => (x, names[x.Owner]))];
        FirstUrl = cursor is null ? null : Url.Page("/Admin/Accounts", Query(null));
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Accounts", Query(next)) : null;
        if (!IsFiltered && cursor is null)
            System = await systemBalances.ExecuteAsync(cancellationToken);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken) => new CsvStream(
        LinesAsync(await FilterAsync(cancellationToken), cancellationToken),
        $"accounts-{time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");

    private async Task<AccountFilter> FilterAsync(CancellationToken cancellationToken)
    {
        (Q, Least, Most) = (Clean(Q), Clean(Least), Clean(Most));
        var found = Q is null ? null : await owners.FindIdsAsync(Q, cancellationToken);
        return new AccountFilter(found, With, AmountOf(nameof(Least), Least), AmountOf(nameof(Most), Most), Order);
    }

    /// <summary>Zero and debts can be asked for, too. What cannot be understood is named, and not applied.</summary>
    private CreditAmount? AmountOf(string field, string? typed)
    {
        if (typed is null)
            return null;
        var isDebt = typed[0] is '-' or '\u2212';
        if (amounts.ReadCredits(isDebt ? typed[1..] : typed, AmountField.Of(unit).OrZero(), out var amount) is not { } wrong)
            return isDebt ? -amount : amount;
        _problems.Add(field);
        Problem = text["“{0}” is no amount, so this filter is not applied. {1}", typed.Length > 30 ? typed[..30] + "…" : typed, wrong];
        return null;
    }

    private async IAsyncEnumerable<string> LinesAsync(AccountFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Account"].Value, text["Customer"].Value, text["User id"].Value, text["Available"].Value, text["Reserved"].Value,
            text["Balance"].Value,
            text["Transactions"].Value, text["Opened"].Value);
        AccountCursor? after = null;
        do
        {
            var page = await listAccounts.ExecuteAsync(filter, after, CsvPageSize, cancellationToken);
            var names = await owners.OfAsync(page.Accounts, cancellationToken);
            foreach (var account in page.Accounts)
                yield return CsvText.Line(
                    account.Id, names[account.Owner], account.Owner, account.Spendable, account.Held, account.Posted, account.Version,
                    account.CreatedAt);
            after = page.Next;
        }
        while (after is not null);
    }

    private object Query(AccountCursor? cursor) => new
    {
        q = Q,
        with = With == AccountWith.Any ? (AccountWith?)null : With,
        least = Least,
        most = Most,
        order = Order == AccountOrder.Opened ? (AccountOrder?)null : Order,
        cursor = cursor?.ToString(),
    };

    private static string? Clean(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
