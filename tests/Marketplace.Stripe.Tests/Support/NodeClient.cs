using System.Diagnostics;
using System.Text.Json;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Support;

/// <summary>Runs a script of the folder <c>node</c> with Stripe's official client.</summary>
internal static class NodeClient
{
    /// <param name="facts">Of any size: they come on its standard input.</param>
    public static async Task<string> RunAsync(string script, object facts)
    {
        var folder = Path.Combine(MarketplaceApp.ContentRoot(), "..", "tests", "Marketplace.Stripe.Tests", "node");
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        try
        {
            await using var input = node.StandardInput.BaseStream;
            await JsonSerializer.SerializeAsync(input, facts, JsonSerializerOptions.Web);
        }
        catch (IOException)
        {
            // It ended before it read them; its exit code says why.
        }

        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return output;
    }
}
