using System.Diagnostics;
using System.Text.Json;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Support;

/// <summary>Runs a script of the folder <c>node</c> with Stripe's official client.</summary>
internal static class NodeClient
{
    public static async Task<string> RunAsync(string script, object facts)
    {
        var folder = Path.Combine(MarketplaceApp.ContentRoot(), "..", "tests", "Marketplace.Stripe.Tests", "node");
        var start = new ProcessStartInfo("node", [script])
        { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["STRIPE_TEST"] = JsonSerializer.Serialize(facts, JsonSerializerOptions.Web);
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return output;
    }
}
