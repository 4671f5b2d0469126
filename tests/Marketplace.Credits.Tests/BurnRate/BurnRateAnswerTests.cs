using System.Text.Json;
using Marketplace.Credits.BurnRate;
using Marketplace.Credits.Wallet;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.BurnRate;

/// <summary>The documented shape, letter by letter.</summary>
public sealed class BurnRateAnswerTests
{
    private static readonly AutoTopUpState Off = new(false, Amount(10), "Off");

    [Fact]
    [Trait("Acceptance", "S0-45")]
    [Trait("Acceptance", "S0-51")]
    public void The_documented_sample() =>
        Assert.Equal(
            """{"monthly_burn_rate":15.00,"daily_burn_rate":0.50,"deployments":"""
            + """[{"deployment_id":"dep_1","deployment_name":"VM-Production","monthly_cost":15.00,"daily_cost":"""
            + """0.50,"status":"Running"}],"projected_balance_30_days":32.50,"days_until_empty":95}""",
            Json(
                new BurnRateAnalysis(Amount(47.50m), [new RecurringCost("dep_1", "VM-Production", Amount(15), "Running", "~/x")], Off,
                    [])));

    [Fact]
    [Trait("Acceptance", "S0-45")]
    public void Nothing_burns() =>
        Assert.Equal(
            """{"monthly_burn_rate":0.00,"daily_burn_rate":0.00,"deployments":[],"projected_balance_30_days":-1.00,"days_until_empty":"""
            + """null}""",
            Json(new BurnRateAnalysis(Amount(-1), [], Off, [])));

    [Fact]
    public void What_is_missing_is_said() =>
        Assert.EndsWith(
            ""","days_until_empty":null,"could_not_read":["Domains"]}""", Json(new BurnRateAnalysis(Amount(1), [], Off, ["Domains"])),
            StringComparison.Ordinal);

    private static string Json(BurnRateAnalysis analysis) =>
        JsonSerializer.Serialize(BurnRateAnswer.Of(analysis, new CreditUnit()), JsonSerializerOptions.Web);
}
