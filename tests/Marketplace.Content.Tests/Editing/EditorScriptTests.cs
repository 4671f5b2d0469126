using System.Diagnostics;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Editing;

/// <summary>The parts of the editor's script that know no screen: tables, blocks, line endings, safety copy, autosave.</summary>
public sealed class EditorScriptTests
{
    [Fact]
    public async Task The_tests_of_the_script_pass()
    {
        var start = new ProcessStartInfo("node", ["--test", "assets/tests/"])
        {
            WorkingDirectory = Path.Combine(MarketplaceApp.ContentRoot(), "..", "Modules", "Marketplace.Content"),
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, output + await errors);
        // A folder without tests would pass too.
        Assert.Contains("line", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("tests 0\n", output, StringComparison.Ordinal);
    }
}
