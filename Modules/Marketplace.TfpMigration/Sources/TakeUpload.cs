using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Marketplace.TfpMigration.Sources;

/// <summary>
/// Puts uploaded <c>.json</c> files, or the ones in uploaded <c>.zip</c> files, into a folder of their own. Of every name only the last
/// part counts, so nothing lands elsewhere; a name that comes twice is refused rather than overwritten, and an archive that unpacks to too
/// much is cut off.
/// </summary>
internal sealed class TakeUpload(SourceFolders folders)
{
    public const long LargestUpload = 64 * 1024 * 1024;

    private const long LargestUnpacked = 256 * 1024 * 1024;
    private const int MostFiles = 50_000;

    public async Task<TakeUploadResult> ExecuteAsync(IReadOnlyList<IFormFile> files, CancellationToken cancellationToken)
    {
        var folder = folders.Create();
        TakeUploadResult? refusal = null;
        try
        {
            var target = new Target(folder.Path);
            foreach (var file in files)
            {
                await using var content = file.OpenReadStream();
                refusal = await TakeAsync(target, file.FileName, content, cancellationToken);
                if (refusal is not null)
                    return refusal;
            }

            refusal = target.Count == 0 ? new TakeUploadResult.Nothing() : null;
            return refusal ?? new TakeUploadResult.Taken(folder with { Files = target.Count });
        }
        catch (InvalidDataException)
        {
            return refusal = new TakeUploadResult.NoArchive();
        }
        finally
        {
            if (refusal is not null)
                Directory.Delete(folder.Path, recursive: true);
        }
    }

    private static async Task<TakeUploadResult?> TakeAsync(Target target, string name, Stream content, CancellationToken cancellationToken)
    {
        if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return await target.AddAsync(name, content, cancellationToken);
        await using var archive = await OpenAsync(content, cancellationToken);
        foreach (var entry in archive.Entries.Where(x => x.Name.Length > 0))
        {
            await using var unpacked = await entry.OpenAsync(cancellationToken);
            if (await target.AddAsync(entry.Name, unpacked, cancellationToken) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static async Task<ZipArchive> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            // The stream of an upload refuses to be read before its beginning, which is where a file too short to be an archive is looked
            // at.
            throw new InvalidDataException(e.Message, e);
        }
    }

    private sealed class Target(string folder)
    {
        private long _bytes;

        public int Count { get; private set; }

        public async Task<TakeUploadResult?> AddAsync(string name, Stream content, CancellationToken cancellationToken)
        {
            name = Path.GetFileName(name.Replace('\\', '/'));
            if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                return null;
            if (name.Length > 200 || name.Any(char.IsControl))
                return new TakeUploadResult.BadName();
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return new TakeUploadResult.Twice(name);
            await using var file = new FileStream(path, FileMode.CreateNew);
            var buffer = new byte[64 * 1024];
            for (var read = await content.ReadAsync(buffer, cancellationToken); read > 0; read = await content.ReadAsync(
                buffer, cancellationToken))
            {
                _bytes += read;
                if (_bytes > LargestUnpacked)
                    return new TakeUploadResult.TooMuch();
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return ++Count > MostFiles ? new TakeUploadResult.TooMuch() : null;
        }
    }
}

internal abstract record TakeUploadResult
{
    private TakeUploadResult()
    {
    }

    public sealed record Taken(SourceFolder Folder) : TakeUploadResult;

    /// <summary>No <c>.json</c> file was among what was sent.</summary>
    public sealed record Nothing : TakeUploadResult;

    public sealed record Twice(string Name) : TakeUploadResult;

    public sealed record BadName : TakeUploadResult;

    /// <summary>A file named <c>.zip</c> is none.</summary>
    public sealed record NoArchive : TakeUploadResult;

    public sealed record TooMuch : TakeUploadResult;
}
