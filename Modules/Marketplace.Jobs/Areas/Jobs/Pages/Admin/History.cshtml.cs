using Marketplace.Jobs.History;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Jobs.Areas.Jobs.Pages.Admin;

[RequirePermission(Permissions.ManageJobs)]
internal sealed class HistoryModel(JobRuns history) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "type")]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true, Name = "outcome")]
    public JobOutcome? Outcome { get; set; }

    /// <summary>Runs older than this one.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    public IReadOnlyList<JobRun> Runs { get; private set; } = [];

    public IReadOnlyList<string> Types { get; private set; } = [];

    public bool IsFiltered => Type is not null || Outcome is not null;

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/History", new { type = Type, outcome = Outcome });

    public string? NextUrl { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        (Type, Before) = (string.IsNullOrEmpty(Type) ? null : Type, string.IsNullOrEmpty(Before) ? null : Before);
        Types = await history.ListTypesAsync(cancellationToken);
        var found = await history.ListAsync(new JobRunFilter(Type, Outcome, Before, PageSize + 1), cancellationToken);
        Runs = [.. found.Take(PageSize)];
        NextUrl = found.Count > PageSize ? Url.Page("/Admin/History", new { type = Type, outcome = Outcome, before = Runs[^1].Id }) : null;
    }
}
