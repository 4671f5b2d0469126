using System.Runtime.CompilerServices;
using Marketplace.Audit.Trail;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Audit.Areas.Audit.Pages.Admin;

[RequirePermission(Permissions.ViewAudit)]
internal sealed class AuditModel(ListAudit list, PersonNames names, IStringLocalizer<AuditModel> text) : PageModel
{
    private const int PageSize = 50;
    private const int CsvPageSize = 500;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private IReadOnlyDictionary<string, string> _acts = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    /// <summary>E-mail address or user id of whoever did it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    /// <summary>E-mail address or user id of whom it concerns.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Concerns { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<AuditAct> Acts => list.Acts;

    public IReadOnlyList<AuditRow> Rows { get; private set; } = [];

    public bool IsFiltered => (Act ?? Who ?? Concerns ?? Record) is not null || From is not null || To is not null;

    public string CsvUrl => Url.Page("/Admin/Audit", "Csv", Query(null))!;

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/Audit", Query(null));

    public string? NextUrl { get; private set; }

    public string NameOf(AuditRow row) => row.WhoName ?? _names.GetValueOrDefault(row.Who, row.Who);

    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    public string ActOf(AuditRow row) => _acts.GetValueOrDefault(row.Act, row.Act);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var filter = await FilterAsync(cancellationToken);
        var page = await list.ExecuteAsync(filter, Before, PageSize, cancellationToken);
        Rows = page.Rows;
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Audit", Query(next)) : null;
        await NameAsync(Rows, cancellationToken);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken) =>
        new CsvStream(LinesAsync(await FilterAsync(cancellationToken), cancellationToken), "audit.csv");

    private async Task<AuditFilter> FilterAsync(CancellationToken cancellationToken)
    {
        (Act, Who, Concerns, Record, Before) = (Blank(Act), Blank(Who), Blank(Concerns), Blank(Record), Blank(Before));
        return new AuditFilter(
            Act, await names.FindIdAsync(Who, cancellationToken), await names.FindIdAsync(Concerns, cancellationToken), Record,
            StartOf(From),
            To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1)) : null);
    }

    private async Task NameAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        _names = await names.OfAsync(rows.SelectMany(x => new[] { x.Who, x.Concerns }), cancellationToken);
        _acts = list.Acts.ToDictionary(x => x.Id, x => x.Name, StringComparer.Ordinal);
    }

    private async IAsyncEnumerable<string> LinesAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Time"].Value, text["Who"].Value, text["From"].Value, text["Act"].Value, text["Record"].Value, text["Concerns"].Value,
            text["Before"].Value,
            text["Afterwards"].Value, text["Reason"].Value, text["Id"].Value);
        string? before = null;
        do
        {
            var page = await list.ExecuteAsync(filter, before, CsvPageSize, cancellationToken);
            await NameAsync(page.Rows, cancellationToken);
            foreach (var row in page.Rows)
            {
                yield return CsvText.Line(
                    row.At, NameOf(row), row.Address, ActOf(row), row.Record, row.Concerns is { } concerns ? NameOf(concerns) : null,
                    row.BeforeWords,
                    row.AfterWords, row.Reason, row.Id);
            }

            before = page.Next;
        }
        while (before is not null);
    }

    private object Query(string? before) => new
    {
        act = Act, who = Who, concerns = Concerns, record = Record,
            from = From?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        to = To?.ToString("O", System.Globalization.CultureInfo.InvariantCulture), before,
    };

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static DateTimeOffset? StartOf(DateOnly? day) =>
        day is { } first ? new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
}
