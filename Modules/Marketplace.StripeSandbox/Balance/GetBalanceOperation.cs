using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Balance;

/// <summary>What all movements come to: what may be paid out already, and what is still on its way.</summary>
internal sealed class GetBalanceOperation(SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        var rows = await objects.ListAsync(call, SandboxBalance.ObjectType);
        var isAvailable = rows.ToLookup(x => (long)x["available_on"]! <= objects.Now, x => (long)x["net"]!);
        return SandboxAnswer.Ok(new JsonObject
        {
            ["object"] = "balance",
            ["available"] = Sum(isAvailable[true]),
            ["livemode"] = false,
            ["pending"] = Sum(isAvailable[false]),
        });
    }

    private static JsonArray Sum(IEnumerable<long> amounts)
    {
        var sum = amounts.Sum();
        return [new JsonObject { ["amount"] = sum, ["currency"] = "usd", ["source_types"] = new JsonObject { ["card"] = sum } }];
    }
}
