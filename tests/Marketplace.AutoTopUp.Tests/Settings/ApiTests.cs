using System.Security.Claims;
using System.Text.Json;
using Marketplace.AutoTopUp.Api;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.AutoTopUp.Tests.Settings;

public sealed class ApiTests
{
    [Theory, Trait("Acceptance", "S0-23"), Trait("Acceptance", "S0-47"), Trait("Acceptance", "S0-48")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_documented_body_is_stored_and_told_again(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SaveCardAsync();
        var answer = await ConfigureAsync(
            house,
            $$"""{"enabled": true, "consent": true, "threshold_amount": 10.00, "topup_amount": 25.00, "payment_method_id": "{{card}}","""
            + """ "daily_limit": null, "monthly_limit": null}""");
        var stored = JsonSerializer.Serialize(Assert.IsType<Ok<AutoTopUpAnswer>>(answer).Value, JsonSerializerOptions.Web);
        Assert.StartsWith(
            $$"""{"enabled":true,"threshold_amount":10.00,"topup_amount":25.00,"payment_method_id":"{{card}}","daily_limit":"""
            + """null,"monthly_limit":null,"mode":"fixed",""", stored, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"active\"", stored, StringComparison.Ordinal);
        Assert.Equal(
            stored, JsonSerializer.Serialize((await InAsync(house, x => x.StatusAsync(User(), default))).Value, JsonSerializerOptions.Web));
        Assert.NotNull((await house.SettingsAsync()).ConsentAt);
        Assert.Empty(house.Gateway.ChargeRequests);
    }

    [Theory, Trait("Acceptance", "S0-27"), Trait("Acceptance", "S0-47")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_limit_that_is_left_out_stays_and_null_removes_it(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(daily: 50, monthly: 200);
        foreach (var body in new[]
            { """{"enabled": true, "consent": true, "topup_amount": 30}""", """{"enabled": false}""",
                """{"enabled": true, "consent": true}""" })
        {
            Assert.IsType<Ok<AutoTopUpAnswer>>(await ConfigureAsync(house, body));
            Assert.Equal((5000L, 20000L), ((await house.SettingsAsync()).DailyLimitCents, (await house.SettingsAsync()).MonthlyLimitCents));
        }

        Assert.IsType<Ok<AutoTopUpAnswer>>(await ConfigureAsync(house, """{"enabled": true, "consent": true, "daily_limit": null}"""));
        Assert.Equal((null, 20000L), ((await house.SettingsAsync()).DailyLimitCents, (await house.SettingsAsync()).MonthlyLimitCents));
        Assert.IsType<Ok<AutoTopUpAnswer>>(
            await ConfigureAsync(house, """{"enabled": true, "consent": true, "daily_limit": 60, "monthly_limit": null}"""));
        Assert.Equal((6000L, null), ((await house.SettingsAsync()).DailyLimitCents, (await house.SettingsAsync()).MonthlyLimitCents));
    }

    [Fact]
    public async Task Wrong_fields_are_named_and_nothing_is_changed()
    {
        await using var house = await Household.OpenAsync(DatabaseKind.Sqlite);
        var card = await house.SwitchOnAsync();
        var bobs = await house.SaveCardAsync(Household.Bob);
        Assert.Equal(
            ["payment_method_id"], await ErrorsAsync(house, $$"""{"enabled": true, "consent": true, "payment_method_id": "{{bobs}}"}"""));
        Assert.Equal(
            ["daily_limit"],
            await ErrorsAsync(house, $$"""{"enabled": true, "consent": true, "daily_limit": 1, "payment_method_id": "{{card}}"}"""));
        Assert.Equal(
            ["target_amount"], await ErrorsAsync(house, """{"enabled": true, "consent": true, "mode": "target", "target_amount": 9}"""));
        Assert.Equal(
            ["runway_days"], await ErrorsAsync(house, """{"enabled": true, "consent": true, "mode": "runway", "runway_days": 1000}"""));
        Assert.Equal(["mode"], await ErrorsAsync(house, """{"enabled": true, "consent": true, "mode": "Fixed"}"""));
        Assert.Equal(["enabled"], await ErrorsAsync(house, """{"threshold_amount": 12}"""));
        Assert.Equal(
            ["threshold_amount", "topup_amount"],
            await ErrorsAsync(house, """{"enabled": true, "consent": true, "threshold_amount": -1, "topup_amount": 25.005}"""));
        foreach (var wrong in (string[])["1e1", "\"12\"", "12.005", "12,00", "true", "[12]"])
            Assert.Equal(
                [wrong.Contains(',', StringComparison.Ordinal) ? "" : "threshold_amount"],
                await ErrorsAsync(house, $$"""{"enabled": true, "consent": true, "threshold_amount": {{wrong}}}"""));
        Assert.Equal(["daily_limit"], await ErrorsAsync(house, """{"enabled": true, "consent": true, "daily_limit": 5e1}"""));
        Assert.Equal(["runway_days"], await ErrorsAsync(house, """{"enabled": true, "consent": true, "runway_days": 7.5}"""));
        Assert.Equal(["enabled"], await ErrorsAsync(house, """{"enabled": "true"}"""));
        Assert.Equal([""], await ErrorsAsync(house, """{"enabled": true, "consent": true, "topup_amount": 10, "topup_amount": 1000}"""));
        Assert.Equal(
            (1000L, 2500L, card),
            ((await house.SettingsAsync()).ThresholdCents, (await house.SettingsAsync()).AmountCents,
                (await house.SettingsAsync()).PaymentMethodId));
    }

    [Theory, Trait("Acceptance", "S0-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Nothing_is_switched_on_or_changed_without_consent(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SaveCardAsync();
        foreach (var consent in new[] { "", ""","consent":false""", ""","consent":null""" })
            Assert.Equal(["consent"], await ErrorsAsync(house, $$"""{"enabled":true,"payment_method_id":"{{card}}"{{consent}}}"""));
        Assert.Null(await house.SettingsAsync());

        await house.SwitchOnAsync();
        Assert.Equal(["consent"], await ErrorsAsync(house, """{"enabled":true,"topup_amount":100}"""));
        Assert.Equal(2500, (await house.SettingsAsync()).AmountCents);
        // Switching off needs nobody's consent.
        Assert.IsType<Ok<AutoTopUpAnswer>>(await ConfigureAsync(house, """{"enabled":false}"""));
    }

    [Theory, Trait("Acceptance", "S0-49")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_topup_runs_now_within_the_limits_and_once_for_each_key(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        Assert.Equal(409, Status(await TriggerAsync(house, "k0")));
        await house.SwitchOnAsync(daily: 60);
        Assert.Equal(200, Status(await TriggerAsync(house, "k1")));
        Assert.Equal(200, Status(await TriggerAsync(house, "k1")));
        await house.AssertBalanceAsync(25);
        Assert.Equal(200, Status(await TriggerAsync(house, "k2")));
        var refused = Assert.IsType<ProblemHttpResult>(await TriggerAsync(house, "k3"));
        Assert.Equal((402, "daily_limit"), (refused.StatusCode, refused.ProblemDetails.Extensions["code"]));
        Assert.Equal(400, Status(await TriggerAsync(house, "a key with spaces")));
        await house.AssertBalanceAsync(50);
    }

    [Theory]
    [InlineData(BankAnswer.DeclinesForNow, 402)]
    [InlineData(BankAnswer.AsksForCustomer, 402)]
    [InlineData(BankAnswer.TakesItsTime, 202)]
    public async Task What_the_bank_says_is_answered_truly(BankAnswer bank, int status)
    {
        await using var house = await Household.OpenAsync(DatabaseKind.Sqlite);
        await house.SwitchOnAsync(bank: bank);
        Assert.Equal(status, Status(await TriggerAsync(house, "k1")));
        Assert.Equal(status, Status(await TriggerAsync(house, "k1")));
        Assert.Single(house.Gateway.ChargeRequests);
        await house.AssertBalanceAsync(0);
    }

    private static ClaimsPrincipal User() => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Household.Ada)], "test"));

    private static Task<T> InAsync<T>(Household house, Func<AutoTopUpEndpoints, Task<T>> work) => house.Shell.InScopeAsync(work);

    private static async Task<IResult> ConfigureAsync(Household house, string body) =>
        (await InAsync(house, x => x.ConfigureAsync(JsonRequest.Of(house.Shell.Services, body), User(), default))).Result;

    private static async Task<IEnumerable<string>> ErrorsAsync(Household house, string body) =>
        Assert.IsType<ValidationProblem>(await ConfigureAsync(house, body)).ProblemDetails.Errors.Keys.Order(StringComparer.Ordinal);

    private static async Task<IResult> TriggerAsync(Household house, string key) =>
        (await InAsync(house, x => x.TriggerAsync(JsonRequest.Of(house.Shell.Services, key: key), User(), default))).Result;

    private static int? Status(IResult result) => ((IStatusCodeHttpResult)result).StatusCode;
}
