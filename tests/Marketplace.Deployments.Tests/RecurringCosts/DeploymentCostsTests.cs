using Marketplace.Catalog.Products;
using Marketplace.Credits.BurnRate;
using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Deployments.Tests.RecurringCosts;

public sealed class DeploymentCostsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-43")]
    public async Task What_runs_or_waits_for_credits_recurs_and_nothing_else(DatabaseKind kind)
    {
        await using var site = await Site.OpenAsync(kind);
        var running = await Samples.AddAsync(site.Shell.Database, Site.Ada, "VM-Production", 15);
        var suspended = await Samples.AddAsync(site.Shell.Database, Site.Ada, "Gateway-EU", 5, DeploymentStatus.Suspended);
        await Samples.AddAsync(site.Shell.Database, Site.Ada, "Once", 7, period: BillingPeriod.Once);
        await Samples.AddAsync(site.Shell.Database, "usr_bob", "Another's", 9);
        foreach (var status in Enum.GetValues<DeploymentStatus>().Except([DeploymentStatus.Running, DeploymentStatus.Suspended]))
            await Samples.AddAsync(site.Shell.Database, Site.Ada, status.ToString(), 11, status);

        var analysis = await site.Shell.InScopeAsync<IBurnRate, BurnRateAnalysis>(x => x.AnalyseAsync(Site.Ada, default));

        Assert.Equal(
            [
                new RecurringCost(running, "VM-Production", CreditAmount.FromDecimal(15), "Running", "~/dashboard/deployments/" + running),
                new RecurringCost(
                    suspended, "Gateway-EU", CreditAmount.FromDecimal(5), "Suspended", "~/dashboard/deployments/" + suspended),
            ],
            analysis.Costs);
        Assert.Equal(CreditAmount.FromDecimal(5), analysis.ProjectedBalance);
        Assert.Equal(37, analysis.DaysUntilEmpty);
    }

    [Fact]
    [Trait("Acceptance", "S0-46")]
    public async Task A_purchase_burns_once_it_runs()
    {
        var site = await Site.OpenAsync(DatabaseKind.Sqlite);
        await site.BuyAsync();
        Assert.Equal(CreditAmount.Zero, (await AnalyseAsync(site)).Monthly);

        await site.WaitAsync(4);

        var analysis = await AnalyseAsync(site);
        Assert.Equal(
            ("5.00", "20.00", "15.00"), (analysis.Monthly.ToString(), analysis.Balance.ToString(), analysis.ProjectedBalance.ToString()));
        Assert.Equal("VM Instance", Assert.Single(analysis.Costs).Name);
        await site.CloseAsync();
    }

    private static Task<BurnRateAnalysis> AnalyseAsync(Site site) =>
        site.Shell.InScopeAsync<IBurnRate, BurnRateAnalysis>(x => x.AnalyseAsync(Site.Ada, default));
}
