using Marketplace.Hosting.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Hosting.Tests.Storage;

public sealed class AppDataTests : IDisposable
{
    private static readonly string Samples = Path.GetFullPath(Path.Combine(MarketplaceApp.ContentRoot(), "..", "App_Data.sample"));

    private readonly string _parent = Directory.CreateTempSubdirectory("marketplace-").FullName;

    /// <summary>As several processes on one PostgreSQL database and one shared folder.</summary>
    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("half filled")]
    [InlineData("left behind")]
    public async Task Several_first_starts_at_once_make_one_whole_folder(string before)
    {
        for (var round = 0; round < 5; round++)
        {
            var folder = Path.Combine(_parent, $"data-{round}");
            Arrange(folder, before);

            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PrepareAsync(folder))));

            Assert.Equal(FilesOf(Samples), FilesOf(folder));
            Assert.DoesNotContain(Directory.EnumerateDirectories(folder), x => Path.GetFileName(x).StartsWith('.'));
        }

        // Nor is anything left beside them.
        Assert.Equal(5, Directory.EnumerateFileSystemEntries(_parent).Count());
    }

    [Fact]
    public async Task A_turn_that_a_process_left_behind_is_free()
    {
        var (file, done) = (Path.Combine(_parent, "turn"), 0);
        await File.WriteAllTextAsync(file, "");

        await FileTurn.TakeAsync(file, () => done++, default);

        Assert.Equal(1, done);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Work_that_fails_is_not_tried_again()
    {
        var (file, tries) = (Path.Combine(_parent, "turn"), 0);

        await Assert.ThrowsAsync<IOException>(() => FileTurn.TakeAsync(file, Fail, default));

        Assert.Equal(1, tries);

        void Fail()
        {
            tries++;
            throw new IOException("The disk is full.");
        }
    }

    [Fact]
    public async Task Nobody_waits_for_a_place_that_is_not_there()
    {
        var file = Path.Combine(_parent, "nowhere", "turn");
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => FileTurn.TakeAsync(file, () => { }, default));
    }

    private static void Arrange(string folder, string before)
    {
        if (before == "missing")
            return;
        Directory.CreateDirectory(folder);
        if (before == "half filled")
        {
            foreach (var file in Directory.EnumerateFiles(Samples, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(folder, ".samples", Path.GetRelativePath(Samples, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            Directory.Move(Path.Combine(folder, ".samples", "recipes"), Path.Combine(folder, "recipes"));
        }

        if (before == "left behind")
        {
            Directory.CreateDirectory(Path.Combine(folder, ".samples.new"));
            File.WriteAllText(Path.Combine(folder, ".samples.turn"), "");
        }
    }

    private static async Task PrepareAsync(string folder)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { [AppData.Setting] = folder };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var data = await AppData.PrepareAsync(configuration, MarketplaceApp.ContentRoot(), exclusive: false, default);
        Assert.Equal(folder, data.Folder);
    }

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(x => Path.GetRelativePath(folder, x))
            .Order(StringComparer.Ordinal);

    public void Dispose() => TestFolder.Delete(_parent);
}
