using System.Diagnostics;
using System.Security.Claims;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Notices;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Status;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Api;

/// <summary>Auto top-up for programs (S0-47 to S0-49).</summary>
internal sealed class AutoTopUpEndpoints(
    SaveSettings save,
    ReadAutoTopUp read,
    StartAttemptCommand start,
    ChargeAttempt charge,
    RefusalText refusals,
    IPaymentMethods methods,
    IDatabase database,
    TimeProvider time,
    IStringLocalizer<AutoTopUpEndpoints> text)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/wallet/auto-topup").RequireAuthorization().WithTags("Wallet");
        group.MapPost(
            "/configure",
            (HttpRequest request, ClaimsPrincipal user, AutoTopUpEndpoints x, CancellationToken stop) => x.ConfigureAsync(
                request, user, stop))
            .Accepts<ConfigureRequest>("application/json").RequireRateLimiting(RateLimits.Money).WithName("ConfigureAutoTopUp")
            .WithSummary("Stores the settings of auto top-up")
            .WithDescription(
                "Charges nothing. enabled: true needs consent: true, by which the customer agrees to automatic charges with these "
                + "amounts; enabled: false takes effect at once. What is left out stays as it is; a limit that is null is removed.");
        group.MapGet("/status", (ClaimsPrincipal user, AutoTopUpEndpoints x, CancellationToken stop) => x.StatusAsync(user, stop))
            .WithName("GetAutoTopUpStatus").WithSummary("The settings of auto top-up and how it stands");
        group.MapPost(
            "/trigger", (
                [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, HttpRequest request, ClaimsPrincipal user,
                AutoTopUpEndpoints x, CancellationToken stop) =>
                    x.TriggerAsync(request, user, stop))
            .RequireRateLimiting(RateLimits.Money).WithName("TriggerAutoTopUp")
            .WithSummary("Buys credits now with the saved payment method, within the limits")
            .WithDescription(
                "With the header Idempotency-Key, the same key answers what became of the first call and charges nothing again.")
            .ProducesProblem(StatusCodes.Status402PaymentRequired).ProducesProblem(StatusCodes.Status409Conflict);
    }

    public async Task<Results<Ok<AutoTopUpAnswer>, ValidationProblem>> ConfigureAsync(
        HttpRequest request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var userId = user.GetUserId();
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var asked = Read(body, new SettingsDraft { Enabled = false });
        if (body.Errors.Count > 0)
            return TypedResults.ValidationProblem(body.Errors, detail: text["Nothing was changed."]);
        return await save.ChangeAsync(userId, before => Read(body, before), cancellationToken) is SaveSettingsResult.Invalid invalid
            ? TypedResults.ValidationProblem(
                invalid.Errors.ToDictionary(x => NameOf(x.Field), x => new[] { x.Message }, StringComparer.Ordinal),
                detail: asked.Enabled ? text["Nothing was changed."] : text["Auto top-up is off. Nothing else was changed."])
            : TypedResults.Ok(await AnswerAsync(userId, cancellationToken));
    }

    public async Task<Ok<AutoTopUpAnswer>> StatusAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await AnswerAsync(user.GetUserId(), cancellationToken));

    public async Task<Results<Ok<AttemptAnswer>, Accepted<AttemptAnswer>, ValidationProblem, ProblemHttpResult>> TriggerAsync(
        HttpRequest request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Read(request, isRequired: false, out var problem);
        if (problem is not null)
            return TypedResults.ValidationProblem([new(IdempotencyKey.Header, [problem])], detail: text["Nothing was charged."]);
        var source = "api:" + key;
        return await start.ExecuteAsync(new StartAttempt(user.GetUserId(), AttemptCause.Manual, source), cancellationToken) switch
        {
            StartResult.Started { Attempt: var attempt } => Answer(await charge.ExecuteAsync(attempt.Id, cancellationToken)),
            StartResult.Replayed { Attempt: { Status: AttemptStatus.Reserved } attempt } =>
                Answer(await charge.ExecuteAsync(attempt.Id, cancellationToken)),
            StartResult.Replayed { Attempt: var attempt } => Answer(attempt),
            StartResult.AlreadyOpen { Attempt: var open } =>
                Problem(StatusCodes.Status409Conflict, text["A top-up is under way"], refusals.Of(open), "already_open", open),
            StartResult.Off =>
                Problem(
                    StatusCodes.Status409Conflict, text["Auto top-up is off"], text["Switch auto top-up on first. Nothing was charged."],
                    "off"),
            StartResult.Refused refused => Problem(
                StatusCodes.Status402PaymentRequired, text["Nothing was bought"], refusals.Of(refused.Refusal),
                SnakeCase.Of(refused.Refusal)),
            StartResult.NotNeeded => Problem(
                StatusCodes.Status409Conflict, text["Nothing has to be bought"], text["There are credits enough. Nothing was charged."],
                "not_needed"),
            _ => throw new UnreachableException(),
        };
    }

    private Results<Ok<AttemptAnswer>, Accepted<AttemptAnswer>, ValidationProblem, ProblemHttpResult> Answer(Attempt attempt) =>
        attempt.Status switch
        {
            AttemptStatus.Succeeded => TypedResults.Ok(AttemptAnswer.Of(attempt)),
            AttemptStatus.Sending or AttemptStatus.Unknown or AttemptStatus.Processing or AttemptStatus.Reserved =>
                TypedResults.Accepted((string?)null, AttemptAnswer.Of(attempt)),
            AttemptStatus.NeedsCustomer or AttemptStatus.Failed or AttemptStatus.Cancelled or AttemptStatus.Expired => Problem(
                StatusCodes.Status402PaymentRequired, text["Nothing was bought"], refusals.Of(attempt), SnakeCase.Of(attempt.Status),
                attempt),
            _ => throw new UnreachableException(),
        };

    private static ProblemHttpResult Problem(int status, string title, string detail, string code, Attempt? attempt = null)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        if (attempt is not null)
            extensions["attempt_id"] = attempt.Id;
        return TypedResults.Problem(detail, statusCode: status, title: title, extensions: extensions);
    }

    private async Task<AutoTopUpAnswer> AnswerAsync(string userId, CancellationToken cancellationToken)
    {
        var (settings, standing, open, _) = await read.ExecuteAsync(
            userId, await methods.ListAsync(userId, cancellationToken), cancellationToken);
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        return new AutoTopUpAnswer(
            settings.Enabled, new Usd(settings.ThresholdCents), new Usd(settings.AmountCents), settings.PaymentMethodId,
            CustomerSettings.UsdOf(settings.DailyLimitCents), CustomerSettings.UsdOf(settings.MonthlyLimitCents),
            SnakeCase.Of(settings.Mode), new Usd(settings.TargetCents), settings.RunwayDays,
            SnakeCase.Of(standing),
            new Usd(await Spending.ReadAsync(db, userId, Spending.DayOf(now), cancellationToken)),
            new Usd(await Spending.ReadAsync(db, userId, Spending.MonthOf(now), cancellationToken)),
            settings.SuspendedReason, settings.CooldownUntil > now ? settings.CooldownUntil : null, open is null
                ? null
                : AttemptAnswer.Of(open));
    }

    /// <summary>What is left out stays as it is; a limit that is null is removed.</summary>
    private SettingsDraft Read(JsonBody body, SettingsDraft before)
    {
        if (body.Flag("enabled") is not { } enabled)
        {
            enabled = before.Enabled;
            if (!body.Errors.ContainsKey(""))
                body.Errors.TryAdd("enabled", [text["Send true or false."]]);
        }

        if (ReadMode(body.Text("mode"), before.Mode) is not { } mode)
        {
            mode = before.Mode;
            body.Errors.TryAdd("mode", [text["Send \"fixed\", \"target\" or \"runway\"."]]);
        }

        return before with
        {
            Enabled = enabled, Consent = body.Flag("consent") is true, Mode = mode, PaymentMethodId = body.Text("payment_method_id")
                ?? before.PaymentMethodId,
            Threshold = body.Usd("threshold_amount") ?? before.Threshold, Amount = body.Usd("topup_amount") ?? before.Amount,
            Target = body.Usd("target_amount") ?? before.Target,
            RunwayDays = body.Whole("runway_days", 1, SettingsDraft.MostRunwayDays) ?? before.RunwayDays,
            DailyLimit = body.Names("daily_limit") ? body.Usd("daily_limit") : before.DailyLimit,
            MonthlyLimit = body.Names("monthly_limit") ? body.Usd("monthly_limit") : before.MonthlyLimit,
        };
    }

    /// <returns>Null for a word that names none.</returns>
    private static TopUpMode? ReadMode(string? word, TopUpMode before) =>
        word is null ? before : Enum.GetValues<TopUpMode>().Where(x => SnakeCase.Of(x) == word).Select(x => (TopUpMode?)x).FirstOrDefault();

    private static string NameOf(SettingsField field) => field switch
    {
        SettingsField.Threshold => "threshold_amount",
        SettingsField.Amount => "topup_amount",
        SettingsField.Target => "target_amount",
        SettingsField.RunwayDays => "runway_days",
        SettingsField.PaymentMethod => "payment_method_id",
        SettingsField.DailyLimit => "daily_limit",
        SettingsField.MonthlyLimit => "monthly_limit",
        SettingsField.Consent => "consent",
        _ => throw new InvalidOperationException($"{field} has no name."),
    };
}
