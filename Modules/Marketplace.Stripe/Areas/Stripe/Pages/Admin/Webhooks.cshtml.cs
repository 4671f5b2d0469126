using Marketplace.Stripe.Log;
using Marketplace.Stripe.Webhooks;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe.Areas.Stripe.Pages.Admin;

[RequirePermission(StripePermissions.ManageStripeEvents)]
internal sealed class WebhooksModel(EventLog log, RunEventAgain run, IStringLocalizer<WebhooksModel> text) : PageModel
{
    /// <summary>As <see cref="Status"/>: everything that the list of what needs attention counts.</summary>
    public const string Unapplied = "Unapplied";

    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A <see cref="ReceivedEventStatus"/> or <see cref="Unapplied"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<LoggedEvent> Rows { get; private set; } = [];

    public int UnappliedCount { get; private set; }

    public bool IsFiltered => Q is not null || Status is not null;

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/Webhooks", new { q = Q, status = Status });

    public string? NextUrl { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // PostgreSQL refuses a character zero, and no id or type has one.
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Replace("\0", "", StringComparison.Ordinal).Trim();
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var isOneStatus = Enum.TryParse<ReceivedEventStatus>(Status, out var status) && Enum.IsDefined(status);
        if (!isOneStatus && Status != Unapplied)
            Status = null;
        var filter = new EventFilter(Q, isOneStatus ? status : null, Before) { UnappliedBefore = Status == Unapplied ? run.Before : null };
        var page = await log.ListAsync(filter, PageSize, cancellationToken);
        Rows = page.Events;
        UnappliedCount = await run.CountAsync(cancellationToken);
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Webhooks", new { q = Q, status = Status, before = next }) : null;
    }

    public async Task<IActionResult> OnPostRunAllAsync(CancellationToken cancellationToken)
    {
        var done = await run.ExecuteAllAsync(User.GetUserId(), cancellationToken);
        if (done.Left == 0)
            TempData.Note("success", done.Done == 1 ? text["One event was applied."] : text["{0} events were applied.", done.Done]);
        else if (done.RanOutOfTime)
            TempData.Note(
                "info",
                text[
                    "{0} events were applied, {1} failed again. {2} are left: run them again to go on.", done.Done, done.Failed,
                    done.Left]);
        else
            TempData.Note(
                "warning",
                text[
                    "{0} events were applied, {1} failed again. {2} are left: open one to read why, or run them again.", done.Done,
                    done.Failed, done.Left]);
        return RedirectToPage();
    }
}
