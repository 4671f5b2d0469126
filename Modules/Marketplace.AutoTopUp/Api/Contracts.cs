using System.Text.Json.Serialization;
using Marketplace.AutoTopUp.Attempts;

namespace Marketplace.AutoTopUp.Api;

/// <summary>Body of <c>POST /api/wallet/auto-topup/configure</c> (S0-23), amounts in USD. What is left out stays as it is.</summary>
/// <param name="Enabled">True needs <c>consent: true</c> with it.</param>
/// <param name="Consent">True is the customer's consent to automatic charges with these amounts (S0-29); needed each time that they are
/// switched on or changed.</param>
/// <param name="Mode"><c>fixed</c> (default), <c>target</c> or <c>runway</c>.</param>
/// <param name="TargetAmount">Up to which balance mode <c>target</c> buys.</param>
/// <param name="RunwayDays">How many days of use mode <c>runway</c> buys.</param>
/// <param name="DailyLimit">Null removes the limit.</param>
/// <param name="MonthlyLimit">Null removes the limit.</param>
internal sealed record ConfigureRequest(
    [property: JsonPropertyName("enabled")] bool? Enabled,
    [property: JsonPropertyName("threshold_amount")] Usd? ThresholdAmount,
    [property: JsonPropertyName("topup_amount")] Usd? TopupAmount,
    [property: JsonPropertyName("payment_method_id")] string? PaymentMethodId,
    [property: JsonPropertyName("mode")] string? Mode = null,
    [property: JsonPropertyName("target_amount")] Usd? TargetAmount = null,
    [property: JsonPropertyName("runway_days")] int? RunwayDays = null,
    [property: JsonPropertyName("daily_limit")] Usd? DailyLimit = null,
    [property: JsonPropertyName("monthly_limit")] Usd? MonthlyLimit = null,
    [property: JsonPropertyName("consent")] bool? Consent = null);

/// <summary>Settings (S0-23) and state (S0-48), amounts in USD.</summary>
/// <param name="State"><c>off</c>, <c>active</c>, <c>buying</c>, <c>paused</c>, <c>needs_you</c>, <c>no_method</c> or
/// <c>suspended</c>.</param>
/// <param name="SpentToday">By automatic charges on this calendar day in UTC, open ones included.</param>
/// <param name="PausedUntil">Nothing is tried until then.</param>
internal sealed record AutoTopUpAnswer(
    [property: JsonPropertyName("enabled")] bool Enabled,
    [property: JsonPropertyName("threshold_amount")] Usd ThresholdAmount,
    [property: JsonPropertyName("topup_amount")] Usd TopupAmount,
    [property: JsonPropertyName("payment_method_id")] string? PaymentMethodId,
    [property: JsonPropertyName("daily_limit")] Usd? DailyLimit,
    [property: JsonPropertyName("monthly_limit")] Usd? MonthlyLimit,
    [property: JsonPropertyName("mode")] string Mode,
    [property: JsonPropertyName("target_amount")] Usd TargetAmount,
    [property: JsonPropertyName("runway_days")] int RunwayDays,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("spent_today")] Usd SpentToday,
    [property: JsonPropertyName("spent_this_month")] Usd SpentThisMonth,
    [property: JsonPropertyName("suspended_reason")] string? SuspendedReason,
    [property: JsonPropertyName("paused_until")] DateTimeOffset? PausedUntil,
    [property: JsonPropertyName("open_attempt")] AttemptAnswer? OpenAttempt);

/// <param name="Status"><c>reserved</c>, <c>sending</c>, <c>unknown</c>, <c>processing</c>, <c>needs_customer</c>, <c>succeeded</c>,
/// <c>failed</c>, <c>cancelled</c> or <c>expired</c>.</param>
/// <param name="Amount">In USD.</param>
/// <param name="PaymentMethod">What was tried last, for example <c>Visa ****4242</c>.</param>
/// <param name="Reason">Why it failed, for the customer.</param>
internal sealed record AttemptAnswer(
    [property: JsonPropertyName("attempt_id")] string AttemptId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("amount")] Usd Amount,
    [property: JsonPropertyName("payment_method")] string PaymentMethod,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("reason")] string? Reason)
{
    public static AttemptAnswer Of(Attempt x) => new(
        x.Id, SnakeCase.Of(x.Status), new Usd(x.Cents), x.ReadMethods()[x.Place].Name, x.CreatedAt, x.Status is AttemptStatus.Succeeded
            ? null
            : x.Reason);
}

internal static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
