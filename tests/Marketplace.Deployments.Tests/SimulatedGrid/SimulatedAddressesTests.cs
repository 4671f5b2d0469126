using Marketplace.Deployments.Grid;
using Marketplace.Deployments.SimulatedGrid;

namespace Marketplace.Deployments.Tests.SimulatedGrid;

public sealed class SimulatedAddressesTests
{
    [Theory, InlineData("vm", true, false), InlineData("node", true, false), InlineData("kubernetes", true, false),
        InlineData("app", false, true), InlineData("storage", false, true)]
    public void Each_kind_has_its_ways_in(string kind, bool ssh, bool url)
    {
        var connection = SimulatedAddresses.Of("dep_1", kind);

        Assert.Equal((ssh, url), (connection.SshCommand is not null, connection.Url is not null));
    }

    [Fact]
    public void The_same_workload_keeps_its_addresses() =>
        Assert.Equal(SimulatedAddresses.Of("dep_1", "vm"), SimulatedAddresses.Of("dep_1", "vm"));

    [Fact]
    public void Addresses_come_from_the_documentation_ranges()
    {
        for (var i = 0; i < 500; i++)
        {
            var connection = SimulatedAddresses.Of($"dep_{i}", "vm");
            Assert.Matches(@"^203\.0\.113\.([1-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-4])$", connection.Ipv4);
            Assert.StartsWith("2001:db8:", connection.Ipv6, StringComparison.Ordinal);
            Assert.True(System.Net.IPAddress.TryParse(connection.Ipv6, out _));
        }
    }
}
