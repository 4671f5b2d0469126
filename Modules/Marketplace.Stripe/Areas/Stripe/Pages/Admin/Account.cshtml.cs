using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Keys;
using Marketplace.Stripe.Log;
using Marketplace.Stripe.Webhooks;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using EventLog = Marketplace.Stripe.Log.EventLog;

namespace Marketplace.Stripe.Areas.Stripe.Pages.Admin;

/// <summary>Which account collects, with which keys. What is secret goes in here and never comes out again.</summary>
[RequirePermission(StripePermissions.ManageStripeKeys)]
internal sealed class AccountModel(
    ReadKeys read,
    ChangeKeys change,
    TestKeys test,
    StripeAccounts accounts,
    KeyChoices choices,
    EventLog log,
    IEnumerable<IStripeEventHandler> handlers,
    ITenant tenant,
    EditConflicts conflicts,
    IStringLocalizer<AccountModel> text) : PageModel
{
    public KeysState State { get; private set; } = null!;

    public LoggedEvent? LastEvent { get; private set; }

    public KeyChoices Choices => choices;

    public IReadOnlyList<string> EventTypes => [.. handlers.Select(x => x.EventType).Order(StringComparer.Ordinal)];

    [BindProperty]
    public KeysInput Input { get; set; } = new();

    /// <summary>What is to be entered at Stripe.</summary>
    public string WebhookAddress =>
        (tenant.FindSiteRoot() ?? $"{Request.Scheme}://{Request.Host}{Request.PathBase}") + StripeAccount.WebhookPath;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Input = new KeysInput
        {
            Mode = State.StoredMode, PublishableKey = State.PublishableKey,
                Version = RecordVersion.Of(tenant.Settings.Get<StripeSettings>(StripeSettings.Section)),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!KeyChoices.KeepHours.Contains(Input.KeepHours))
            ModelState.AddModelError("Input.KeepHours", text["Choose one of the list."]);
        if (ModelState.IsValid)
        {
            switch (await change.ExecuteAsync(User.GetUserId(), Input.ToKeys(), Input.Version, cancellationToken))
            {
                case ChangeKeysResult.Saved { ChargesEnabled: true } saved:
                    TempData.Note("success", text["Saved. Customers pay into account {0} from now on.", saved.AccountId]);
                    return RedirectToPage();
                case ChangeKeysResult.Saved saved:
                    TempData.Note(
                        "warning", text["Saved. Account {0} cannot take charges yet: finish its setup at Stripe.", saved.AccountId]);
                    return RedirectToPage();
                case ChangeKeysResult.Waiting waiting:
                    TempData.Note("info", text["The keys work. They are used when a second person approves it."]);
                    return Redirect(Url.Content("~/admin/approvals/" + waiting.ApprovalId));
                case ChangeKeysResult.Conflict { Now: var now }:
                    conflicts.Show(
                        ModelState, nameof(Input), Input,
                        Input with { Mode = now.Mode ?? Input.Mode, PublishableKey = now.PublishableKey, Version = RecordVersion.Of(now) });
                    break;
                case ChangeKeysResult.Refused refused:
                    foreach (var (field, message) in refused.Problems)
                        ModelState.AddModelError(field == KeyField.None ? "" : $"{nameof(Input)}.{field}", message);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    /// <summary>Tries out what is in use.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(cancellationToken);
        switch (account is null ? null : await test.ExecuteAsync(account, cancellationToken))
        {
            case TestKeysResult.Fine { ChargesEnabled: true } fine:
                TempData.Note("success", text["The connection works: account {0} takes charges.", fine.AccountId]);
                break;
            case TestKeysResult.Fine fine:
                TempData.Note(
                    "warning",
                    text["The connection works, but account {0} cannot take charges yet: finish its setup at Stripe.", fine.AccountId]);
                break;
            case TestKeysResult.Refused refused:
                TempData.Note("danger", refused.Message);
                break;
            case null:
                TempData.Note("danger", text["There are no keys to test. Nothing can be paid here until they are set."]);
                break;
            default:
                throw new UnreachableException();
        }

        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        State = await read.ExecuteAsync(cancellationToken);
        LastEvent = await log.FindLastAsync(cancellationToken);
    }
}

internal sealed record KeysInput : IEditForm
{
    public string? Version { get; set; }

    public StripeMode Mode { get; init; }

    /// <summary>Empty keeps the stored one.</summary>
    public string? SecretKey { get; init; }

    public string? PublishableKey { get; init; }

    /// <summary>Empty keeps the stored one.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>How long the webhook secret before still counts.</summary>
    public int KeepHours { get; init; } = KeyChoices.KeepHours[0];

    /// <summary>For whoever must approve it, where live keys are in use.</summary>
    [StringLength(500, ErrorMessage = "Use at most 500 characters.")]
    public string? Reason { get; init; }

    public NewKeys ToKeys() =>
        new(Mode, Trim(SecretKey), Trim(PublishableKey), Trim(WebhookSecret), TimeSpan.FromHours(KeepHours), Trim(Reason));

    // A record prints its members; these must never reach a log.
    public override string ToString() => nameof(KeysInput);

    private static string? Trim(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
