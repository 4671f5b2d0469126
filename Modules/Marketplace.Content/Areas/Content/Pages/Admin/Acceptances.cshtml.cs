using System.Globalization;
using System.Runtime.CompilerServices;
using Marketplace.Content.Legal;
using Marketplace.Content.People;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>Who accepted or declined which terms.</summary>
[RequirePermission(Permissions.ViewAcceptances)]
internal sealed class AcceptancesModel(
    ListDecisions list, PersonNames people, TimeProvider time, IStringLocalizer<AcceptancesModel> text) : PageModel
{
    private const int PageSize = 50;
    private const int CsvPageSize = 500;
    private const int LongestSearch = 200;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary><c>accepted</c>, <c>declined</c> or nothing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Said { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<TermsDecision> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool IsFiltered => Q is not null || Said is not null;

    public string? FirstUrl { get; private set; }

    public string? NextUrl { get; private set; }

    public string CsvUrl => Url.Page("/Admin/Acceptances", "Csv", Query(null))!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var before = PrefixedId.IsWellFormed("tad", Before) ? Before : null;
        (Rows, var next) = await list.ExecuteAsync(Filter(), before, PageSize, cancellationToken);
        Names = await people.OfAsync(Rows.Select(x => x.UserId), cancellationToken);
        FirstUrl = before is null ? null : Url.Page("/Admin/Acceptances", Query(null));
        NextUrl = next is null ? null : Url.Page("/Admin/Acceptances", Query(next));
    }

    public IActionResult OnGetCsv(CancellationToken cancellationToken) => new CsvStream(
        LinesAsync(Filter(), cancellationToken),
        $"accepted-terms-{time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");

    public string WordOf(TermsDecision decision) => decision.IsAccepted ? text["Accepted"] : text["Declined"];

    private DecisionFilter Filter()
    {
        Q = string.IsNullOrWhiteSpace(Q) ? null : new string([.. Q.Trim().Where(x => !char.IsControl(x)).Take(LongestSearch)]);
        Said = Said is "accepted" or "declined" ? Said : null;
        return new DecisionFilter(Q, Said is null ? null : Said == "accepted");
    }

    private async IAsyncEnumerable<string> LinesAsync(
        DecisionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Person"].Value, text["User id"].Value, text["Decision"].Value, text["Terms"].Value, text["Text id"].Value,
            text["Version"].Value, text["Language"].Value, text["SHA-256 of the text"].Value, text["Time"].Value,
            text["Network address"].Value);
        string? before = null;
        do
        {
            var (rows, next) = await list.ExecuteAsync(filter, before, CsvPageSize, cancellationToken);
            var names = await people.OfAsync(rows.Select(x => x.UserId), cancellationToken);
            foreach (var row in rows)
            {
                yield return CsvText.Line(
                    names[row.UserId], row.UserId, WordOf(row), row.Title, row.ItemId, row.Version, row.Language, row.Hash, row.At,
                    row.Network);
            }

            before = next;
        }
        while (before is not null);
    }

    private object Query(string? before) => new { q = Q, said = Said, before };
}
