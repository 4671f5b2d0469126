using System.Globalization;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Walk;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class VerificationModel(
    ReadLedgerChecks checks, VerifyLedger verify, IEnumerable<LedgerRule> rules, IJobQueue jobs, OwnerNames owners,
    IStringLocalizer<VerificationModel> text) : PageModel
{
    private const int RunsShown = 20;

    private readonly Dictionary<string, LedgerRule> _rules = rules.ToDictionary(x => x.Id, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    /// <summary>An earlier run to look at; without it the newest is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Run { get; set; }

    public IReadOnlyList<LedgerCheck> Runs { get; private set; } = [];

    public LedgerCheck? Shown { get; private set; }

    public IReadOnlyList<LedgerCheckRule> Rules { get; private set; } = [];

    public bool IsRunning => Runs.Any(x => x.IsRunning);

    /// <summary>Where the page asks for itself again while the shown run goes on; null when it need not.</summary>
    public string? LiveUrl => Shown is { IsRunning: true } ? Url.Page("/Admin/Verification", new { run = Run }) : null;

    public int DoneRules => Rules.Count(x => x.Status is LedgerCheckRuleStatus.True or LedgerCheckRuleStatus.Differs);

    public LedgerCheckRule? Current =>
        Shown is { IsRunning: true } ? Rules.FirstOrDefault(x => x.Status == LedgerCheckRuleStatus.Running) : null;

    /// <summary>In hundredths, so that a rule which takes long moves, too.</summary>
    public long Progress => (DoneRules * 100) + (Current is { Total: > 0 } rule ? rule.Done * 100 / rule.Total : 0);

    public IEnumerable<LedgerCheckRule> Findings => Rules.Where(x => x.Finding is not null);

    public string TitleOf(LedgerCheckRule row) => _rules.TryGetValue(row.Rule, out var rule) ? text[rule.Title] : row.Rule;

    public string RemedyOf(LedgerCheckRule row) => _rules.TryGetValue(row.Rule, out var rule) ? text[rule.Remedy] : text[Remedies.Restore];

    public string Value(LedgerCheckRule row, string value) => text[LedgerFinding.Show(_rules.GetValueOrDefault(row.Rule), value)];

    public string LookedAt(LedgerCheckRule row) =>
        row.Done == 0 ? "" : row.Unit == LedgerWalk.Whole.Name
            ? text[row.Unit]
            : text["{0}: {1}", text[row.Unit].Value, row.Done.ToString("N0", CultureInfo.CurrentCulture)];

    public string NameOf(LedgerCheck run) => run.StartedBy switch
    {
        LedgerCheck.Nightly => text["Nightly"],
        LedgerCheck.CommandLine => text["Command line"],
        var user => _names.GetValueOrDefault(user, user),
    };

    /// <summary>The page that shows the row, where there is one.</summary>
    public string? LinkOf(string place) => place.Split('/') switch
    {
        [var id, ..] when id.StartsWith("acc_", StringComparison.Ordinal) => Url.Content("~/admin/credits/accounts/" + id),
        [var id] when id.StartsWith("txn_", StringComparison.Ordinal) => Url.Content("~/admin/credits/transactions/" + id),
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Runs = await checks.ListAsync(RunsShown, cancellationToken);
        Shown = string.IsNullOrEmpty(Run)
            ? Runs.FirstOrDefault(x => x.IsRunning) ?? (Runs.Count > 0 ? Runs[0] : null)
            : await checks.FindAsync(Run, cancellationToken);
        if (Shown is null && !string.IsNullOrEmpty(Run))
            return NotFound();
        Rules = Shown is null ? [] : await checks.ListRulesAsync(Shown.Id, cancellationToken);
        _names = await owners.OfAsync(Runs.Select(x => x.StartedBy).Append(Shown?.StartedBy ?? LedgerCheck.Nightly), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await verify.OpenAsync(User.GetUserId(), cancellationToken) is { } id)
            await jobs.EnqueueAsync<VerifyLedgerJob,
            VerificationRequest>(new VerificationRequest(id), id, TimeSpan.Zero, cancellationToken);
        else
            TempData.Note("info", text["A verification is under way already. Its progress shows below."]);
        return RedirectToPage(new { run = (string?)null });
    }
}
