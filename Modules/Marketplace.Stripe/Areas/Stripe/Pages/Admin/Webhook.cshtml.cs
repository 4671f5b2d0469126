using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Stripe.Log;
using Marketplace.Stripe.Webhooks;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using EventLog = Marketplace.Stripe.Log.EventLog;

namespace Marketplace.Stripe.Areas.Stripe.Pages.Admin;

/// <summary>One event: what it told, what came of it, and every try.</summary>
[RequirePermission(StripePermissions.ManageStripeEvents)]
internal sealed class WebhookModel(EventLog log, RunEventAgain run, IStringLocalizer<WebhookModel> text, IUserDirectory? users = null)
    : PageModel
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private IReadOnlyDictionary<string, UserSummary> _users = new Dictionary<string, UserSummary>();

    public LoggedEvent Logged { get; private set; } = null!;

    public IReadOnlyList<LoggedRun> Runs { get; private set; } = [];

    /// <summary>Without client secrets, as it was stored.</summary>
    public string Payload { get; private set; } = "";

    public string? NameOf(LoggedRun row) => row.UserId is { } id && _users.TryGetValue(id, out var user) ? user.Email : row.UserId;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Contains('\0', StringComparison.Ordinal) || await log.FindAsync(id, cancellationToken) is not { } found)
            return NotFound();
        Logged = found;
        Runs = await log.ListRunsAsync(id, cancellationToken);
        Payload = JsonNode.Parse((await log.FindPayloadAsync(id, cancellationToken))!)!.ToJsonString(Indented);
        if (users is not null)
            _users = await users.FindManyAsync(
                [.. Runs.Select(x => x.UserId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRunAsync(string id, CancellationToken cancellationToken)
    {
        switch (id.Contains('\0', StringComparison.Ordinal) ? null : await run.ExecuteAsync(id, User.GetUserId(), cancellationToken))
        {
            case null:
                return NotFound();
            case HandleWebhookResult.Handled { Result: WebhookResult.Ignored ignored }:
                TempData.Note("info", text["It was run again and changed nothing: {0}.", ignored.Reason]);
                break;
            case HandleWebhookResult.Handled:
                TempData.Note("success", text["It was run again and is applied."]);
                break;
            case HandleWebhookResult.Failed or HandleWebhookResult.NotConfigured or HandleWebhookResult.BadSignature
                or HandleWebhookResult.Malformed:
                TempData.Note("danger", text["It was run again and failed. The newest line below says why."]);
                break;
            default:
                throw new UnreachableException();
        }

        return RedirectToPage(new { id });
    }
}
