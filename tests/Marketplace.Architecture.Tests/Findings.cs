namespace Marketplace.Architecture.Tests;

internal static class Findings
{
    /// <summary>Fails with one line per finding.</summary>
    public static void None(string rule, IEnumerable<string> findings)
    {
        var list = findings.ToList();
        if (list.Count > 0)
            Assert.Fail($"{rule}\n  {string.Join("\n  ", list)}");
    }
}
