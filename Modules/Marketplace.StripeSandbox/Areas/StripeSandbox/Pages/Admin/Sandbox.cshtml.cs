using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.StripeSandbox.Areas.StripeSandbox.Pages.Admin;

/// <summary>The bank's and the network's side of the sandbox, played by an operator.</summary>
[RequirePermission(SandboxPermissions.ManageStripeSandbox)]
internal sealed class SandboxModel(SandboxDesk desk, IStringLocalizer<SandboxModel> text) : PageModel
{
    public SandboxState State { get; private set; } = null!;

    [BindProperty]
    public WeatherInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        State = await desk.ReadAsync(cancellationToken);
        Input = WeatherInput.Of(State.Weather);
    }

    public async Task<IActionResult> OnPostWeatherAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || Input.ToWeather() is not { IsValid: true } wanted)
        {
            State = await desk.ReadAsync(cancellationToken);
            return Page();
        }

        await desk.SetWeatherAsync(wanted, cancellationToken);
        TempData.Note("success", wanted.IsFair ? text["Webhooks travel and the API answers undisturbed."] : text["The weather is as you chose from now on. Webhooks already on their way do not change."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRefundAsync(string? id, bool succeeds, CancellationToken cancellationToken) =>
        Told(await desk.AdvanceRefundAsync(id ?? "", succeeds, cancellationToken), succeeds ? text["The refund has succeeded."] : text["The refund has failed; its event is on the way."]);

    public async Task<IActionResult> OnPostDisputeAsync(string? id, string? status, CancellationToken cancellationToken) =>
        Told(await desk.AdvanceDisputeAsync(id ?? "", status ?? "", cancellationToken), text["The dispute has moved; its event is on the way."]);

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

internal sealed record WeatherInput
{
    [Range(0, WebhookWeather.MaxLateSeconds, ErrorMessage = "Enter 0 to 3600 seconds.")]
    public int LateSeconds { get; init; }

    [EnumDataType(typeof(WebhookCopies), ErrorMessage = "Choose one of the list.")]
    public WebhookCopies Copies { get; init; }

    public bool Shuffled { get; init; }

    [Range(0, 100, ErrorMessage = "Enter 0 to 100.")]
    public int LostPercent { get; init; }

    [Range(0, WebhookWeather.MaxSlowSeconds, ErrorMessage = "Enter 0 to 60 seconds.")]
    public int SlowSeconds { get; init; }

    [Range(0, 100, ErrorMessage = "Enter 0 to 100.")]
    public int BrokenPercent { get; init; }

    public static WeatherInput Of(WebhookWeather weather) => new()
    {
        LateSeconds = weather.LateSeconds,
        Copies = weather.Copies,
        Shuffled = weather.Shuffled,
        LostPercent = weather.LostPercent,
        SlowSeconds = weather.SlowSeconds,
        BrokenPercent = weather.BrokenPercent,
    };

    public WebhookWeather ToWeather() => new()
    {
        LateSeconds = LateSeconds,
        Copies = Copies,
        Shuffled = Shuffled,
        LostPercent = LostPercent,
        SlowSeconds = SlowSeconds,
        BrokenPercent = BrokenPercent,
    };
}
