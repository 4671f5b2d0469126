using Marketplace.Deployments.Grid;
using Marketplace.Deployments.SimulatedGrid;
using Marketplace.Deployments.Tests.Support;
using Marketplace.Orders.Units;
using Marketplace.Testing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments.Tests.SimulatedGrid;

/// <summary>Nobody pays for machines that do not exist.</summary>
public sealed class SimulatedGridTests
{
    [Theory]
    [InlineData("Production", false)]
    [InlineData("PRODUCTION", false)]
    [InlineData("Staging", false)]
    [InlineData("Live", false)]
    [InlineData("Development", true)]
    public async Task Only_in_Development_it_takes_workloads(string environment, bool takes)
    {
        await using var site = await Site.OpenAsync(DatabaseKind.Sqlite);
        var shell = site.Shell;
        var grid = new SimulatedGridClient(
            shell.Database, shell.Get<ITenant>(), new TestEnvironment(Path.GetTempPath()) { EnvironmentName = environment }, shell.Time,
            shell.Get<IStringLocalizer<SimulatedGridClient>>());

        var answer = await grid.SubmitAsync(
            new GridRequest("dep_1", "vm", "vm-instance", new ProductSize(1, 2, 25), new Dictionary<string, string>()), default);

        Assert.Equal(takes, answer is SubmitWorkloadResult.Accepted);
    }
}
