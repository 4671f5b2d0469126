using System.Diagnostics;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Notices;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Status;
using Marketplace.AutoTopUp.TakenOver;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Areas.AutoTopUp.Pages.Dashboard;

[EnableRateLimiting(RateLimits.Money)]
internal sealed class AutoTopUpModel(
    ReadAutoTopUp read, SaveSettings save, StartAttemptCommand start, ChargeAttempt charge, ConsentText consent, StandingText standings,
    AttemptText attemptText, RefusalText refusals,
    IPaymentMethods methods, IDatabase database, AmountReader amounts, EditConflicts conflicts, TimeProvider time,
    IStringLocalizer<AutoTopUpModel> text) : PageModel
{
    private const int Shown = 20;

    [BindProperty]
    public AutoTopUpInput Input { get; set; } = new();

    public AutoTopUpOverview Overview { get; private set; } = null!;

    public IReadOnlyList<PaymentMethod> Methods { get; private set; } = [];

    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    public ChargePreview? Preview { get; private set; }

    /// <summary>To be confirmed word for word; null where nothing is low.</summary>
    public string? ChargeNow => Preview is null ? null : consent.ChargeNow(Overview.Settings, Preview);

    public string Standing => standings.Of(Overview.Standing);

    public AttemptText Words => attemptText;

    public string Agreement => consent.Agreement;

    public string? Method => Methods.FirstOrDefault(x => x.Id == Input.PaymentMethodId) is { } method ? method.PlainName : null;

    public TakenOverWish? TakenOver => TakenOverWish.Of(Overview.Settings, consent, Methods.Count > 0);

    public string? MethodError => ModelState["Input.PaymentMethodId"]?.Errors.FirstOrDefault()?.ErrorMessage;

    /// <summary>What was sent to the gateway already cannot be called back.</summary>
    private string SwitchedOff => Overview.Open is { } late
        ? text[
            "Auto top-up is off. A charge of {0} was sent before and may still come through; nothing more is bought by itself.",
            new Usd(late.Cents).Format()]
        : text["Auto top-up is off. Nothing is bought by itself."];

    public IReadOnlyList<(TopUpMode Mode, string Label)> Modes =>
    [
        (TopUpMode.Fixed, text["The same amount each time"]),
        (TopUpMode.Target, text["Up to a balance"]),
        (TopUpMode.Runway, text["What my services use in some days"]),
    ];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Input = AutoTopUpInput.Of(Overview.Settings, Overview.Version);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await SaveAsync("~/dashboard/wallet/auto-topup", cancellationToken);
    }

    /// <summary>The short form on the wallet page; what is wrong with it is shown here, with everything typed.</summary>
    public async Task<IActionResult> OnPostWalletAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Input = Input.Over(Overview.Settings);
        ModelState.Clear();
        return await SaveAsync("~/dashboard/wallet", cancellationToken);
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancellationToken)
    {
        await save.SwitchOffAsync(User.GetUserId(), cancellationToken);
        await LoadAsync(cancellationToken);
        TempData.Note("success", SwitchedOff);
        return Redirect(Url.Content("~/dashboard/wallet/auto-topup"));
    }

    /// <summary>Settings that came over from an older system stay off, and nobody is asked about them again.</summary>
    public async Task<IActionResult> OnPostLeaveOffAsync(CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            db => CustomerSettingsRows.LeaveOffAsync(db, User.GetUserId(), cancellationToken), cancellationToken);
        return Answer("success", text["Auto top-up stays off. Your amounts are kept here, should you want it later."]);
    }

    /// <summary>Charges what exactly this sentence says, and nothing else.</summary>
    public async Task<IActionResult> OnPostBuyNowAsync(string? sentence, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (ChargeNow is null || !string.Equals(ChargeNow, sentence, StringComparison.Ordinal))
            return Answer("warning", text["Something changed meanwhile, so nothing was bought. Look at it again."]);
        var request = new StartAttempt(User.GetUserId(), AttemptCause.Confirmed, PrefixedId.New("now", time), Cents: Preview!.Cents);
        return await start.ExecuteAsync(request, cancellationToken) switch
        {
            StartResult.Started { Attempt: var attempt } => Answer(await charge.ExecuteAsync(attempt.Id, cancellationToken)),
            StartResult.AlreadyOpen { Attempt: var open } => Answer("info", refusals.Of(open)),
            StartResult.Refused refused => Answer("warning", refusals.Of(refused.Refusal)),
            StartResult.Replayed { Attempt: var earlier } => Answer(earlier),
            StartResult.Off or StartResult.NotNeeded =>
                Answer("warning", text["Something changed meanwhile, so nothing was bought. Look at it again."]),
            _ => throw new UnreachableException(),
        };
    }

    private IActionResult Answer(Attempt attempt) => attempt.Status switch
    {
        AttemptStatus.Succeeded =>
            Answer("success", text["{0} of credits bought. They are in your wallet.", new Usd(attempt.Cents).Format()]),
        AttemptStatus.Failed => Answer("danger", refusals.Of(attempt)),
        AttemptStatus.Reserved or AttemptStatus.Sending or AttemptStatus.Unknown or AttemptStatus.Processing
            or AttemptStatus.NeedsCustomer or AttemptStatus.Cancelled or AttemptStatus.Expired => Answer("info", refusals.Of(attempt)),
        _ => throw new UnreachableException(),
    };

    private IActionResult Answer(string kind, string message)
    {
        TempData.Note(kind, message);
        return Redirect(Url.Content("~/dashboard/wallet/auto-topup"));
    }

    private async Task<IActionResult> SaveAsync(string next, CancellationToken cancellationToken)
    {
        var wasOn = Overview.Settings.Enabled;
        var saved = await save.ExecuteAsync(User.GetUserId(), Input.ToDraft(amounts), Input.Version, cancellationToken);
        await LoadAsync(cancellationToken);
        switch (saved)
        {
            case SaveSettingsResult.Saved:
                TempData.Note("success", Input.Enabled ? text["Auto top-up is on. Nothing was charged now."].Value : SwitchedOff);
                // What is low already is asked about where it can be confirmed.
                return Redirect(Url.Content(Preview is null ? next : "~/dashboard/wallet/auto-topup"));
            case SaveSettingsResult.Invalid invalid:
                foreach (var error in invalid.Errors)
                    ModelState.AddModelError("Input." + NameOf(error.Field), error.Message);
                break;
            case SaveSettingsResult.Conflict:
                conflicts.Show(
                    ModelState, nameof(Input), Input,
                    AutoTopUpInput.Of(Overview.Settings, Overview.Version) with { Consent = Input.Consent });
                break;
            default:
                throw new UnreachableException();
        }

        if (wasOn && !Input.Enabled)
        {
            ModelState.AddModelError("", text["Auto top-up is off. The amounts were not saved."]);
            // That changed the settings, and nobody else did.
            Input.Version = Overview.Version;
            ModelState.Remove("Input.Version");
        }

        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var userId = User.GetUserId();
        Methods = await methods.ListAsync(userId, cancellationToken);
        Overview = await read.ExecuteAsync(userId, Methods, cancellationToken);
        Preview = Overview.Open is null ? await start.PreviewAsync(Overview.Settings, cancellationToken) : null;
        await using var db = await database.OpenAsync(cancellationToken);
        Attempts = await AttemptRows.ListAsync(db, userId, Shown, cancellationToken);
    }

    private static string NameOf(SettingsField field) =>
        field is SettingsField.PaymentMethod ? nameof(AutoTopUpInput.PaymentMethodId) : field.ToString();
}
