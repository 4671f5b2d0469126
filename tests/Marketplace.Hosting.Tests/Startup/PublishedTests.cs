using System.Diagnostics;
using Marketplace.Testing;

namespace Marketplace.Hosting.Tests.Startup;

/// <summary>What somebody gets who publishes the host.</summary>
public sealed class PublishedTests : IDisposable
{
    private const long MostBytes = 120_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketplace-published-");

    [Fact]
    public async Task What_is_published_is_small_and_has_one_native_SQLite_for_each_machine()
    {
        await PublishAsync(_folder.FullName);
        var files = _folder.GetFiles("*", SearchOption.AllDirectories);

        var size = files.Sum(x => x.Length);
        Assert.True(size < MostBytes, $"{size / 1_000_000} MB: {Largest(files)}");
        var native = files.Where(x => x.Name.Contains("sqlite3", StringComparison.Ordinal) && x.Directory!.Name == "native").ToList();
        Assert.Contains(native, x => x.FullName.Contains("linux-x64", StringComparison.Ordinal));
        Assert.Equal(native.Select(x => x.DirectoryName).Distinct().Order(), native.Select(x => x.DirectoryName).Order());
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "Marketplace.Web.dll")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task PublishAsync(string folder)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        using var publish = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "publish", MarketplaceApp.ContentRoot(), "-c", configuration, "--no-build", "-o", folder, "--nologo", "-v", "quiet",
                    "-nodeReuse:false",
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        var errors = publish.StandardError.ReadToEndAsync();
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output + await errors);
    }

    private static string Largest(IEnumerable<FileInfo> files) =>
        string.Join(", ", files.OrderByDescending(x => x.Length).Take(20).Select(x => $"{x.Name} {x.Length / 1_000_000} MB"));
}
