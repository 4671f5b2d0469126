using System.Text.Json.Serialization;

namespace Marketplace.Credits.BurnRate;

/// <summary>S0-45. Daily figures are rounded half to even to the unit's decimals.</summary>
/// <param name="DaysUntilEmpty">Whole days, or null when nothing burns.</param>
internal sealed record BurnRateAnswer(
    [property: JsonPropertyName("monthly_burn_rate")] CreditAmount MonthlyBurnRate,
    [property: JsonPropertyName("daily_burn_rate")] CreditAmount DailyBurnRate,
    [property: JsonPropertyName("deployments")] IReadOnlyList<BurningDeployment> Deployments,
    [property: JsonPropertyName("projected_balance_30_days")] CreditAmount ProjectedBalance30Days,
    [property: JsonPropertyName("days_until_empty")] long? DaysUntilEmpty)
{
    /// <summary>What could not be read and is missing in every figure; left out where all could.</summary>
    [JsonPropertyName("could_not_read"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CouldNotRead { get; init; }

    public static BurnRateAnswer Of(BurnRateAnalysis analysis, CreditUnit unit) => new(
        analysis.Monthly,
        analysis.Daily(unit.Decimals),
        [.. analysis.Costs.Select(
            x => new BurningDeployment(x.Id, x.Name, x.MonthlyCost, DailyCost.Of(x.MonthlyCost, unit.Decimals), x.Status))],
        analysis.ProjectedBalance,
        analysis.DaysUntilEmpty)
    {
        CouldNotRead = analysis.Unreadable.Count > 0 ? analysis.Unreadable : null,
    };
}

/// <summary>One thing that costs credits every month.</summary>
internal sealed record BurningDeployment(
    [property: JsonPropertyName("deployment_id")] string DeploymentId,
    [property: JsonPropertyName("deployment_name")] string DeploymentName,
    [property: JsonPropertyName("monthly_cost")] CreditAmount MonthlyCost,
    [property: JsonPropertyName("daily_cost")] CreditAmount DailyCost,
    [property: JsonPropertyName("status")] string Status);
