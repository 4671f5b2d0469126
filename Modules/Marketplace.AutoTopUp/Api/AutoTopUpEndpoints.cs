using System.Security.Claims;
using Marketplace.Data;
using Marketplace.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp;

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
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 150;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/wallet/auto-topup").RequireAuthorization().WithTags("Wallet");
        group.MapPost("/configure", (ConfigureRequest body, ClaimsPrincipal user, AutoTopUpEndpoints x, CancellationToken stop) => x.ConfigureAsync(body, user, stop))
            .RequireRateLimiting(RateLimits.Money).WithName("ConfigureAutoTopUp").WithSummary("Stores the settings of auto top-up")
            .WithDescription("Charges nothing. enabled: true needs consent: true, by which the customer agrees to automatic charges with these amounts; enabled: false takes effect at once. What is left out stays as it is; a limit that is null is removed.");
        group.MapGet("/status", (ClaimsPrincipal user, AutoTopUpEndpoints x, CancellationToken stop) => x.StatusAsync(user, stop))
            .WithName("GetAutoTopUpStatus").WithSummary("The settings of auto top-up and how it stands");
        group.MapPost("/trigger", ([FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, AutoTopUpEndpoints x, CancellationToken stop) => x.TriggerAsync(idempotencyKey, user, stop))
            .RequireRateLimiting(RateLimits.Money).WithName("TriggerAutoTopUp").WithSummary("Buys credits now with the saved payment method, within the limits")
            .WithDescription("With the header Idempotency-Key, the same key answers what became of the first call and charges nothing again.")
            .ProducesProblem(StatusCodes.Status402PaymentRequired).ProducesProblem(StatusCodes.Status409Conflict);
    }

    public async Task<Results<Ok<AutoTopUpAnswer>, ValidationProblem>> ConfigureAsync(ConfigureRequest body, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var userId = user.GetUserId();
        var before = (await read.ExecuteAsync(userId, await methods.ListAsync(userId, cancellationToken), cancellationToken)).Settings;
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (body.Enabled is not { } enabled)
            errors["enabled"] = [text["Send true or false."]];
        if (ReadMode(body.Mode, before.Mode) is null)
            errors["mode"] = [text["Send \"fixed\", \"target\" or \"runway\"."]];
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors, detail: text["Nothing was changed."]);
        var draft = SettingsDraft.Of(before) with
        {
            Enabled = body.Enabled!.Value, Consent = body.Consent is true, Mode = ReadMode(body.Mode, before.Mode)!.Value,
            PaymentMethodId = body.PaymentMethodId ?? before.PaymentMethodId,
        };
        draft = draft with
        {
            Threshold = body.ThresholdAmount?.ToDecimal() ?? draft.Threshold, Amount = body.TopupAmount?.ToDecimal() ?? draft.Amount,
            Target = body.TargetAmount?.ToDecimal() ?? draft.Target, RunwayDays = body.RunwayDays ?? draft.RunwayDays,
            DailyLimit = body.NamesDailyLimit ? body.DailyLimit?.ToDecimal() : draft.DailyLimit, MonthlyLimit = body.NamesMonthlyLimit ? body.MonthlyLimit?.ToDecimal() : draft.MonthlyLimit,
        };
        return await save.ExecuteAsync(userId, draft, cancellationToken) is SaveSettingsResult.Invalid invalid
            ? TypedResults.ValidationProblem(
                invalid.Errors.ToDictionary(x => NameOf(x.Field), x => new[] { x.Message }, StringComparer.Ordinal),
                detail: draft.Enabled ? text["Nothing was changed."] : text["Auto top-up is off. Nothing else was changed."])
            : TypedResults.Ok(await AnswerAsync(userId, cancellationToken));
    }

    public async Task<Ok<AutoTopUpAnswer>> StatusAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await AnswerAsync(user.GetUserId(), cancellationToken));

    public async Task<Results<Ok<AttemptAnswer>, Accepted<AttemptAnswer>, ValidationProblem, ProblemHttpResult>> TriggerAsync(
        string? idempotencyKey, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (idempotencyKey is not null && (idempotencyKey.Length is 0 or > MaxKeyLength || idempotencyKey.Any(x => x is <= ' ' or > '~')))
            return TypedResults.ValidationProblem([new(KeyHeader, [text["Use 1 to {0} printable characters without spaces.", MaxKeyLength]])], detail: text["Nothing was charged."]);
        var source = "api:" + (idempotencyKey ?? PrefixedId.New("key", time));
        return await start.ExecuteAsync(new StartAttempt(user.GetUserId(), AttemptCause.Manual, source), cancellationToken) switch
        {
            StartResult.Started { Attempt: var attempt } => Answer(await charge.ExecuteAsync(attempt.Id, cancellationToken)),
            StartResult.Replayed { Attempt: { Status: AttemptStatus.Reserved } attempt } => Answer(await charge.ExecuteAsync(attempt.Id, cancellationToken)),
            StartResult.Replayed { Attempt: var attempt } => Answer(attempt),
            StartResult.AlreadyOpen { Attempt: var open } => Problem(StatusCodes.Status409Conflict, text["A top-up is under way"], refusals.Of(open), "already_open", open),
            StartResult.Off => Problem(StatusCodes.Status409Conflict, text["Auto top-up is off"], text["Switch auto top-up on first. Nothing was charged."], "off"),
            StartResult.Refused refused => Problem(
                StatusCodes.Status402PaymentRequired, text["Nothing was bought"], refusals.Of(refused.Refusal), SnakeCase.Of(refused.Refusal)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no answer."),
        };
    }

    private Results<Ok<AttemptAnswer>, Accepted<AttemptAnswer>, ValidationProblem, ProblemHttpResult> Answer(Attempt attempt) => attempt.Status switch
    {
        AttemptStatus.Succeeded => TypedResults.Ok(AttemptAnswer.Of(attempt)),
        AttemptStatus.Sending or AttemptStatus.Unknown or AttemptStatus.Processing or AttemptStatus.Reserved => TypedResults.Accepted((string?)null, AttemptAnswer.Of(attempt)),
        _ => Problem(StatusCodes.Status402PaymentRequired, text["Nothing was bought"], refusals.Of(attempt), SnakeCase.Of(attempt.Status), attempt),
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
        var (settings, standing, open) = await read.ExecuteAsync(userId, await methods.ListAsync(userId, cancellationToken), cancellationToken);
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        return new AutoTopUpAnswer(
            settings.Enabled, CreditAmount.FromCents(settings.ThresholdCents), CreditAmount.FromCents(settings.AmountCents), settings.PaymentMethodId,
            Usd(settings.DailyLimitCents), Usd(settings.MonthlyLimitCents), SnakeCase.Of(settings.Mode), CreditAmount.FromCents(settings.TargetCents), settings.RunwayDays,
            SnakeCase.Of(standing),
            CreditAmount.FromCents(await Spending.ReadAsync(db, userId, Spending.DayOf(now), cancellationToken)),
            CreditAmount.FromCents(await Spending.ReadAsync(db, userId, Spending.MonthOf(now), cancellationToken)),
            settings.SuspendedReason, settings.CooldownUntil > now ? settings.CooldownUntil : null, open is null ? null : AttemptAnswer.Of(open));
    }

    private static CreditAmount? Usd(long? cents) => cents is { } value ? CreditAmount.FromCents(value) : null;

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
