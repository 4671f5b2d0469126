using System.IO.Compression;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Exchange;

/// <summary>
/// Reads a zip or a folder into memory. Sizes are counted while unpacking, because what an archive says of itself may be a lie.
/// </summary>
internal sealed class ReadFiles(IStringLocalizer<ReadFiles> text)
{
    public ExchangeLimits Limits { get; init; } = new();

    /// <returns>No files at all where the archive as a whole is refused.</returns>
    public async Task<FileTree> FromZipAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            // A zip is read from its end, and an upload's stream need not be able to go there.
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var names = archive.Entries.Where(x => x.Name.Length > 0).ToList();
            if (names.Count > Limits.MostFiles)
                return Refused(text["The archive holds {0} files; at most {1} are taken at once.", names.Count, Limits.MostFiles]);
            return await TakeAsync(
                names.Select(x => (x.FullName, (Func<Stream>)x.Open, Packed: (long?)x.CompressedLength)), cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException or NotSupportedException)
        {
            return Refused(text["The file is no zip archive, or it is damaged. Make it again."]);
        }
    }

    public async Task<FileTree> FromFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Take(Limits.MostFiles + 1).ToList();
        if (files.Count > Limits.MostFiles)
            return Refused(text["The folder holds more than {0} files, which is the most that is taken at once.", Limits.MostFiles]);
        return await TakeAsync(
            files.Select(x => (
                Path.GetRelativePath(folder, x).Replace(Path.DirectorySeparatorChar, '/'),
                (Func<Stream>)(() => File.OpenRead(x)), Packed: (long?)null)),
            cancellationToken);
    }

    private async Task<FileTree> TakeAsync(
        IEnumerable<(string Name, Func<Stream> Open, long? Packed)> entries, CancellationToken cancellationToken)
    {
        var files = new List<ExchangeFile>();
        var (ignored, problems) = (new List<string>(), new List<FileProblem>());
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        var list = entries.ToList();
        var wrapper = FilePaths.Wrapper([.. list.Select(x => x.Name.Replace('\\', '/')).Where(x => !FilePaths.IsHidden(x))]);
        foreach (var (name, open, packed) in list)
        {
            if (FilePaths.Canonical(name) is not { } full)
            {
                problems.Add(new FileProblem(
                    Shown(name), text["This path leads outside of the tree, or cannot be shown. It was not read."]));
                continue;
            }

            if (FilePaths.IsHidden(full))
                continue;
            var path = full[wrapper.Length..];
            var largest = FilePaths.IsPage(path) ? Limits.LargestPage : FilePaths.IsMedia(path) ? Limits.LargestMedia : 0;
            if (largest == 0)
            {
                ignored.Add(path);
            }
            else if (!seen.Add(path))
            {
                problems.Add(new FileProblem(path, text["This file comes twice, or its name differs from another in capitals alone."]));
            }
            else
            {
                await using var source = open();
                var content = await ReadAsync(source, largest, packed, cancellationToken);
                total += content?.Length ?? largest;
                if (total > Limits.LargestTree)
                    return Refused(
                        text["Unpacked it is more than {0} MB, which is the most that is taken at once.", Megabytes(Limits.LargestTree)]);
                if (content is null)
                    problems.Add(new FileProblem(path, TooLarge(path, largest)));
                else
                    files.Add(new ExchangeFile(path, content));
            }
        }

        return new FileTree(files, ignored, problems);
    }

    private string TooLarge(string path, long largest) => FilePaths.IsPage(path)
        ? text["A page has at most {0} MB, and this one has more (or unpacks to far more than it should). Split it.", Megabytes(largest)]
        : text["A file has at most {0} MB, and this one has more (or unpacks to far more than it should).", Megabytes(largest)];

    /// <returns>Null where it is larger than <paramref name="largest"/>, or unpacks to more than its packed size can honestly be.</returns>
    private async Task<byte[]?> ReadAsync(Stream source, long largest, long? packed, CancellationToken cancellationToken)
    {
        var honest = packed is { } size ? Math.Max(Limits.RatioCountsFrom, size * Limits.HighestRatio) : long.MaxValue;
        using var kept = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > largest || kept.Length > honest)
                return null;
        }

        return kept.ToArray();
    }

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);

    private static string Shown(string name) =>
        string.Concat(name.Take(100).Select(x => char.IsControl(x) || char.IsSurrogate(x) ? '?' : x));

    private static FileTree Refused(string sentence) => new([], [], [new FileProblem("", sentence)]);
}
