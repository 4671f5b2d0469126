using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Desk;
using Marketplace.StripeSandbox.Weather;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.StripeSandbox.Areas.StripeSandbox.Pages.Admin;

/// <summary>The bank's and the network's side of the sandbox, played by an operator.</summary>
[RequirePermission(SandboxPermissions.ManageStripeSandbox)]
internal sealed class SandboxModel(SandboxDesk desk, AmountReader amounts, EditConflicts conflicts, IStringLocalizer<SandboxModel> text)
    : PageModel
{
    public SandboxState State { get; private set; } = null!;

    [BindProperty]
    public WeatherInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> CopyItems =>
    [
        new(text["Each event once"], nameof(WebhookCopies.Once)),
        new(text["The same event twice"], nameof(WebhookCopies.SameTwice)),
        new(text["Two events about the same thing"], nameof(WebhookCopies.TwoEvents)),
    ];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        State = await desk.ReadAsync(cancellationToken);
        Input = WeatherInput.Of(State.Weather);
    }

    public async Task<IActionResult> OnPostWeatherAsync(CancellationToken cancellationToken)
    {
        var (wanted, problems) = Input.Read(amounts);
        foreach (var (field, problem) in problems)
            ModelState.AddModelError($"{nameof(Input)}.{field}", problem);
        if (!ModelState.IsValid || !wanted.IsValid)
        {
            State = await desk.ReadAsync(cancellationToken);
            return Page();
        }

        var (saved, now) = await desk.SetWeatherAsync(Input.Version, wanted, cancellationToken);
        if (!saved)
        {
            conflicts.Show(ModelState, nameof(Input), Input, WeatherInput.Of(now));
            State = await desk.ReadAsync(cancellationToken);
            return Page();
        }

        TempData.Note(
            "success", wanted.IsFair
                ? text["Webhooks travel and the API answers undisturbed."]
                : text["The weather is as you chose from now on. Webhooks already on their way do not change."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRefundAsync(string? id, bool succeeds, CancellationToken cancellationToken) =>
        Told(
            await desk.AdvanceRefundAsync(id ?? "", succeeds, cancellationToken), succeeds
                ? text["The refund has succeeded."]
                : text["The refund has failed; its event is on the way."]);

    public async Task<IActionResult> OnPostDisputeAsync(string? id, string? status, CancellationToken cancellationToken) =>
        Told(
            await desk.AdvanceDisputeAsync(id ?? "", status ?? "", cancellationToken),
            text["The dispute has moved; its event is on the way."]);

    public async Task<IActionResult> OnPostResendAsync(string? id, CancellationToken cancellationToken) =>
        Told(await desk.ResendAsync(id ?? "", cancellationToken), text["The event is sent again."]);

    public static DateTimeOffset TimeOf(JsonObject item) => DateTimeOffset.FromUnixTimeSeconds((long)item["created"]!);

    public static string KindOf(string status) => status switch
    {
        "succeeded" or "won" or "warning_closed" => "success",
        "failed" or "lost" or "canceled" => "danger",
        "needs_response" or "warning_needs_response" or "requires_action" or "pending" => "warning",
        _ => "neutral",
    };

    private RedirectToPageResult Told(bool moved, string done)
    {
        TempData.Note(moved ? "success" : "info", moved ? done : text["It has moved meanwhile. Nothing was changed."]);
        return RedirectToPage();
    }
}

/// <summary>The weather as it is typed.</summary>
internal sealed record WeatherInput : IEditForm
{
    public string? Version { get; set; }

    public string? LateSeconds { get; init; }

    [EnumDataType(typeof(WebhookCopies), ErrorMessage = "Choose one of the list.")]
    public WebhookCopies Copies { get; init; }

    public bool Shuffled { get; init; }

    public string? LostPercent { get; init; }

    public string? SlowSeconds { get; init; }

    public string? BrokenPercent { get; init; }

    public static WeatherInput Of(WebhookWeather weather) => new()
    {
        Version = RecordVersion.Of(weather),
        LateSeconds = Text(weather.LateSeconds),
        Copies = weather.Copies,
        Shuffled = weather.Shuffled,
        LostPercent = Text(weather.LostPercent),
        SlowSeconds = Text(weather.SlowSeconds),
        BrokenPercent = Text(weather.BrokenPercent),
    };

    /// <returns>The weather, and what is wrong by field; it counts only where nothing is.</returns>
    public (WebhookWeather Weather, Dictionary<string, string> Problems) Read(AmountReader amounts)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var weather = new WebhookWeather
        {
            LateSeconds = Whole(nameof(LateSeconds), LateSeconds, WebhookWeather.MaxLateSeconds),
            Copies = Copies,
            Shuffled = Shuffled,
            LostPercent = Whole(nameof(LostPercent), LostPercent, 100),
            SlowSeconds = Whole(nameof(SlowSeconds), SlowSeconds, WebhookWeather.MaxSlowSeconds),
            BrokenPercent = Whole(nameof(BrokenPercent), BrokenPercent, 100),
        };
        return (weather, problems);

        int Whole(string field, string? typed, int most)
        {
            if (amounts.ReadWhole(typed, 0, most, out var number) is { } problem)
                problems[field] = problem;
            return number;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
