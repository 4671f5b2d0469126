using Marketplace.Tenants.Features;

namespace Marketplace.Tenants.Tests;

public sealed class FeaturePlanTests
{
    private static readonly IReadOnlyList<FeatureInfo> Features =
    [
        Feature("Money", enabled: true, needs: [], neededBy: ["Pay", "Shop", "Deliver"], canDisable: false),
        Feature("Pay", enabled: false, needs: ["Money"], neededBy: ["Shop", "Deliver"]),
        Feature("Shop", enabled: false, needs: ["Pay"], neededBy: ["Deliver"]),
        Feature("Deliver", enabled: false, needs: ["Shop", "Money"], neededBy: []),
        Feature("News", enabled: true, needs: [], neededBy: ["Letters"]),
        Feature("Letters", enabled: true, needs: ["News"], neededBy: []),
        Feature("Sandbox", enabled: false, needs: [], neededBy: [], canEnable: false),
    ];

    [Fact]
    public void Enabling_brings_what_it_needs_through_every_step_but_not_what_is_on()
    {
        var plan = FeaturePlan.Find(Features, "Deliver", enable: true)!;
        Assert.Equal(["Pay", "Shop"], plan.Others.Select(x => x.Id));
        Assert.Equal("Pay,Shop", plan.Agreement);
    }

    [Fact]
    public void Disabling_takes_along_what_needs_it_and_is_on() =>
        Assert.Equal(["Letters"], FeaturePlan.Find(Features, "News", enable: false)!.Others.Select(x => x.Id));

    [Theory]
    [InlineData("Pay", false)]
    [InlineData("News", true)]
    [InlineData("Money", false)]
    [InlineData("Sandbox", true)]
    [InlineData("Nothing", true)]
    public void What_is_so_already_or_may_not_be_switched_has_no_plan(string id, bool enable) =>
        Assert.Null(FeaturePlan.Find(Features, id, enable));

    private static FeatureInfo Feature(
        string id, bool enabled, string[] needs, string[] neededBy, bool canDisable = true, bool canEnable = true) =>
        new(id, id, "", "Test", needs, neededBy, IsTheme: false, enabled, canDisable, canEnable, Problem: null);
}
