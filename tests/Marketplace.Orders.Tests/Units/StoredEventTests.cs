using System.Text.Json;
using Marketplace.Orders.Units;

namespace Marketplace.Orders.Tests.Units;

public sealed class StoredEventTests
{
    /// <summary>Events wait in the outbox over an upgrade: their fields keep the names they had when orders spoke of deployments.</summary>
    [Fact]
    public void An_event_of_an_earlier_version_still_names_its_units()
    {
        const string Failed =
            """{"orderId":"ord_1","userId":"usr_1","productId":"vm","deploymentId":"dep_1","amount":5.00,"reason":"No node is free."}""";
        const string Placed =
            """{"orderId":"ord_1","userId":"usr_1","productId":"vm","productName":"VM","total":5.00,"deploymentIds":["dep_1","dep_2"]}""";

        Assert.Equal("dep_1", JsonSerializer.Deserialize<OrderFailed>(Failed, TenantSettings.Json)!.UnitId);
        Assert.Equal(["dep_1", "dep_2"], JsonSerializer.Deserialize<OrderPlaced>(Placed, TenantSettings.Json)!.UnitIds);
        Assert.Contains(
            "\"deploymentId\":\"dep_1\"",
            JsonSerializer.Serialize(new OrderDelivered("ord_1", "usr_1", "vm", "dep_1", CreditAmount.FromDecimal(5)), TenantSettings.Json),
            StringComparison.Ordinal);
    }
}
