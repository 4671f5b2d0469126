using System.Diagnostics;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation;
using Marketplace.Payments.Reconciliation.Differences;
using Marketplace.Payments.Reconciliation.Reconciling;
using Marketplace.Payments.Reconciliation.Runs;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(ReconciliationPermissions.ReconcilePayments)]
internal sealed class ReconciliationModel(
    RunRows runs,
    DifferenceRows differences,
    DifferenceWords words,
    Reconcile reconcile,
    ApplyDifference apply,
    ExplainDifference explain,
    IJobQueue jobs,
    IPaymentGateway gateway,
    IStringLocalizer<ReconciliationModel> text,
    IUserDirectory? users = null) : PageModel
{
    private const int RunsShown = 10;
    private const int DifferencesShown = 100;

    private IReadOnlyDictionary<string, UserSummary> _names = new Dictionary<string, UserSummary>();

    public IReadOnlyList<ReconciliationRun> Runs { get; private set; } = [];

    public IReadOnlyList<Difference> Open { get; private set; } = [];

    public long OpenCount { get; private set; }

    public IReadOnlyList<Difference> Closed { get; private set; } = [];

    /// <summary>Of the last run that came to its end.</summary>
    public IReadOnlyList<RunFigure> Figures { get; private set; } = [];

    public ReconciliationRun? Compared { get; private set; }

    public bool HasGateway { get; private set; }

    public DifferenceWords Words => words;

    public ReconciliationRun? Last => Runs.Count > 0 ? Runs[0] : null;

    public bool IsRunning => Last is { IsRunning: true };

    /// <summary>Where the page asks for itself again while a run goes on.</summary>
    public string? LiveUrl => IsRunning ? Url.Page("/Admin/Reconciliation") : null;

    public string NameOf(string userId) =>
        userId == ReconciliationRun.Nightly ? text["Nightly"] : _names.TryGetValue(userId, out var user) ? user.Email : userId;

    public string StepOf(ReconciliationRun run) => run.Step switch
    {
        RunStep.OpenPayments => text["Asking about open payments"],
        RunStep.Events => text["Looking for missed messages"],
        RunStep.Days => text["Reading the provider's books, day by day"],
        RunStep.Records => text["Comparing payments, refunds and disputes"],
        _ => text["Waiting to begin"],
    };

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        HasGateway = await gateway.GetBrowserSettingsAsync(cancellationToken) is not null;
        Runs = await runs.ListAsync(RunsShown, cancellationToken);
        Compared = Runs.FirstOrDefault(x => x.Status is RunStatus.Matches or RunStatus.Differs);
        Figures = Compared is null ? [] : [.. (await runs.ListFiguresAsync(Compared.Id, cancellationToken)).OrderBy(x => x.Kind)];
        Open = await differences.ListOpenAsync(DifferencesShown, cancellationToken);
        OpenCount = await differences.CountOpenAsync(cancellationToken);
        Closed = await differences.ListClosedAsync(RunsShown, cancellationToken);
        var known = Runs.Select(x => x.StartedBy)
            .Concat(Open.Concat(Closed).SelectMany(x => new[] { x.UserId, x.ClosedBy }).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        _names = users is null ? _names : await users.FindManyAsync(known, cancellationToken);
    }

    public async Task<IActionResult> OnPostRunAsync(CancellationToken cancellationToken)
    {
        if (await reconcile.OpenAsync(User.GetUserId(), cancellationToken) is { } id)
            await jobs.EnqueueAsync<ReconcileJob,
            ReconciliationRequest>(new ReconciliationRequest(id), id, TimeSpan.Zero, cancellationToken);
        else
            TempData.Note("info", text["A run is under way already. Its progress shows below."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostApplyAsync(string? id, CancellationToken cancellationToken)
    {
        var (kind, message) = await apply.ExecuteAsync(id ?? "", cancellationToken) switch
        {
            ApplyDifferenceResult.Mended => ("success", text["Applied. Both sides match now."]),
            ApplyDifferenceResult.StillDiffers =>
                ("warning",
                    text[
                        "What the provider says does not fit what is stored here, so nothing was booked. Look the payment up at the "
                        + "provider."]),
            ApplyDifferenceResult.GatewayAway =>
                ("warning", text["The payment provider does not answer. Nothing was changed; try again in a few minutes."]),
            ApplyDifferenceResult.Closed => ("info", text["This difference was closed meanwhile."]),
            _ => throw new UnreachableException(),
        };
        TempData.Note(kind, message);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostExplainAsync(string? id, string? note, CancellationToken cancellationToken)
    {
        var (kind, message) = await explain.ExecuteAsync(id ?? "", note, User.GetUserId(), cancellationToken) switch
        {
            ExplainDifferenceResult.Explained => ("success", text["Marked as explained. It opens again when its amounts change."]),
            ExplainDifferenceResult.NeedsNote =>
                ("warning",
                    text["Say in 1 to {0} characters why the difference may stay. Nothing was changed.", ExplainDifference.LongestNote]),
            ExplainDifferenceResult.Closed => ("info", text["This difference was closed meanwhile."]),
            _ => throw new UnreachableException(),
        };
        TempData.Note(kind, message);
        return RedirectToPage();
    }
}

internal sealed record ShownDifference(Difference Row, ReconciliationModel Page);
