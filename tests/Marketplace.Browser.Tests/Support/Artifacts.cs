using Marketplace.Testing;

namespace Marketplace.Browser.Tests.Support;

/// <summary>Files for people to look at, in <c>tests/artifacts</c>, which git ignores.</summary>
internal static class Artifacts
{
    public static string File(string folder, string name) =>
        Path.Combine(
            Directory.CreateDirectory(Path.Combine(MarketplaceApp.ContentRoot(), "..", "tests", "artifacts", folder)).FullName, name);
}
