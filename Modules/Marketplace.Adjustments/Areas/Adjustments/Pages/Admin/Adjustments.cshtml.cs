using System.Runtime.CompilerServices;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class AdjustmentsModel(
    ListAdjustments list, OwnerNames owners, ApprovalRule approval, Operators operators, AdjustmentTexts texts,
    IStringLocalizer<AdjustmentsModel> text) : PageModel
{
    private const int PageSize = 50;
    private const int CsvPageSize = 500;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public AdjustmentState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<Adjustment> Rows { get; private set; } = [];

    public bool MayAdjust { get; private set; }

    public bool MayChangeLimit { get; private set; }

    public CreditAmount Limit => approval.Limit;

    public bool IsFiltered => Q is not null || State is not null;

    public string CsvUrl => Url.Page("/Admin/Adjustments", "Csv", new { q = Q, state = State })!;

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/Adjustments", new { q = Q, state = State });

    public string? NextUrl { get; private set; }

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var page = await list.ExecuteAsync(State, await FindUsersAsync(cancellationToken), Before, PageSize, cancellationToken);
        Rows = page.Adjustments;
        _names = await owners.OfAsync(Rows.SelectMany(x => new[] { x.UserId, x.RequestedBy }), cancellationToken);
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Adjustments", new { q = Q, state = State, before = next }) : null;
        MayAdjust = await operators.MayAsync(User, Permissions.AdjustBalances);
        MayChangeLimit = await operators.MayAsync(User, Permissions.ManageSettings);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken) =>
        new CsvStream(LinesAsync(await FindUsersAsync(cancellationToken), cancellationToken), "adjustments.csv");

    private async Task<IReadOnlyList<string>?> FindUsersAsync(CancellationToken cancellationToken)
    {
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        return Q is null ? null : await owners.FindIdsAsync(Q, cancellationToken);
    }

    private async IAsyncEnumerable<string> LinesAsync(
        IReadOnlyList<string>? userIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Id"].Value, text["Customer"].Value, text["User id"].Value, text["Kind"].Value, text["Amount"].Value, text["Reason"].Value,
            text["State"].Value,
            text["Asked for by"].Value, text["Asked for at"].Value, text["Decided by"].Value, text["Decided at"].Value,
            text["Transaction"].Value);
        string? before = null;
        do
        {
            var page = await list.ExecuteAsync(State, userIds, before, CsvPageSize, cancellationToken);
            var names = await owners.OfAsync(
                page.Adjustments.SelectMany(x => new[] { x.UserId, x.RequestedBy, x.DecidedBy ?? x.RequestedBy }), cancellationToken);
            foreach (var row in page.Adjustments)
            {
                yield return CsvText.Line(
                    row.Id, names[row.UserId], row.UserId, texts.Of(row.Kind), row.Amount, row.Reason, texts.Of(row.State),
                    names[row.RequestedBy], row.RequestedAt, row.DecidedBy is { } decided ? names[decided] : null, row.DecidedAt,
                    row.TransactionId);
            }

            before = page.Next;
        }
        while (before is not null);
    }
}
