using System.IO.Compression;
using System.Text;
using Marketplace.Content.Exchange;

namespace Marketplace.Content.Tests.Exchange;

public sealed class ReadFilesTests
{
    private static readonly ReadFiles Files = new(FrontMatterTests.Localized<ReadFiles>());

    [Theory]
    [InlineData("../outside.md")]
    [InlineData("en/../../outside.md")]
    [InlineData("/etc/passwd.md")]
    [InlineData("C:/windows/a.md")]
    [InlineData("C:\\windows\\a.md")]
    [InlineData("..\\outside.md")]
    [InlineData("en//a.md")]
    [InlineData("media/a\u0001.png")]
    public async Task Paths_that_lead_outside_are_refused_and_named(string path)
    {
        var tree = await ReadAsync((path, "x"u8.ToArray()), ("en/good.md", "x"u8.ToArray()));
        Assert.Contains("leads outside", Assert.Single(tree.Problems).Sentence, StringComparison.Ordinal);
        Assert.Equal("en/good.md", Assert.Single(tree.Files).Path);
    }

    [Fact]
    public async Task What_unpacks_to_far_more_than_it_should_is_not_unpacked()
    {
        var tree = await ReadAsync(("media/bomb.png", new byte[15 * 1024 * 1024]), ("en/good.md", "x"u8.ToArray()));
        var problem = Assert.Single(tree.Problems);
        Assert.Equal("media/bomb.png", problem.File);
        Assert.Contains("unpacks to far more", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_five_megabytes_is_refused_with_its_name()
    {
        var page = new byte[5 * 1024 * 1024];
        Random.Shared.NextBytes(page);
        var problem = Assert.Single((await ReadAsync(("en/long.md", page))).Problems);
        Assert.Equal("en/long.md", problem.File);
        Assert.Contains("A page has at most 4 MB", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_files_and_too_much_of_them_are_refused_as_a_whole()
    {
        var small = new ReadFiles(FrontMatterTests.Localized<ReadFiles>())
        { Limits = new ExchangeLimits { MostFiles = 2, LargestTree = 1024 * 1024 } };
        (string, byte[])[] three = [.. Enumerable.Range(1, 3).Select(x => ($"en/{x}.md", "x"u8.ToArray()))];
        Assert.Contains("at most 2", Assert.Single((await ReadAsync(small, three)).Problems).Sentence, StringComparison.Ordinal);

        var noise = new byte[700 * 1024];
        Random.Shared.NextBytes(noise);
        var tree = await ReadAsync(small, ("media/a.png", noise), ("media/b.png", noise));
        Assert.Contains("more than 1 MB", Assert.Single(tree.Problems).Sentence, StringComparison.Ordinal);
        Assert.Empty(tree.Files);
    }

    [Fact]
    public async Task A_file_that_comes_twice_is_refused()
    {
        var tree = await ReadAsync(("en/A.md", "x"u8.ToArray()), ("en/a.md", "y"u8.ToArray()));
        Assert.Contains("comes twice", Assert.Single(tree.Problems).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no archive")]
    [InlineData("PK\u0003\u0004 nor is this one, though it begins like one")]
    public async Task What_is_no_archive_is_said_to_be_none(string content)
    {
        var tree = await Files.FromZipAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), default);
        Assert.Contains("no zip archive", Assert.Single(tree.Problems).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_that_a_host_of_repositories_puts_around_is_taken_off_and_what_systems_leave_is_passed_over()
    {
        var tree = await ReadAsync(
            ("site-main/en/docs/a.md", "x"u8.ToArray()), ("site-main/media/b.png", "x"u8.ToArray()),
            ("site-main/.git/x.md", "x"u8.ToArray()),
            ("__MACOSX/site-main/en/._a.md", "x"u8.ToArray()), ("site-main/LICENSE", "x"u8.ToArray()));
        Assert.Equal(["en/docs/a.md", "media/b.png"], tree.Files.Select(x => x.Path));
        Assert.Equal(["LICENSE"], tree.Ignored);
        Assert.Empty(tree.Problems);
    }

    internal static MemoryStream Zip(params (string Path, byte[] Content)[] files)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static Task<FileTree> ReadAsync(params (string, byte[])[] files) => ReadAsync(Files, files);

    private static Task<FileTree> ReadAsync(ReadFiles reader, params (string, byte[])[] files) => reader.FromZipAsync(Zip(files), default);
}
