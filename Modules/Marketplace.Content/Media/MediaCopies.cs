using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Media;

/// <summary>
/// Copies of the library's bytes in the tenant's data folder, named by their hash, so that none is ever out of date and files are sent
/// without reading them from the database. They may be deleted at any time: what is missing is read anew.
/// </summary>
internal sealed class MediaCopies(IDatabase database, ITenant tenant, TimeProvider time, ILogger<MediaCopies> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromDays(1);

    private readonly string _folder = Path.Combine(tenant.DataFolder, "media");

    private long _sweptAt;

    /// <param name="width">0: the file itself.</param>
    /// <returns>A stream that can be read from anywhere; null where the file has other bytes by now.</returns>
    public async Task<Stream?> OpenAsync(string fileId, int width, string hash, long size, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, hash[..2], hash);
        if (TryOpen(path, size) is { } copy)
            return copy;
        await using var session = await database.OpenAsync(cancellationToken);
        var bytes = await session.QuerySingleOrDefaultAsync<byte[]>(
            "select bytes from media_contents where file_id = @fileId and width = @width and hash = @hash", new { fileId, width, hash },
            cancellationToken);
        if (bytes is null)
            return null;
        try
        {
            await WriteAsync(path, bytes, cancellationToken);
            Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk makes it slower, no more.
            logger.LogWarning(e, "A copy of a media file could not be kept in {Folder}", _folder);
        }

        return new MemoryStream(bytes, writable: false);
    }

    private static FileStream? TryOpen(string path, long size)
    {
        try
        {
            var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 64 * 1024, FileOptions.Asynchronous);
            if (file.Length == size)
                return file;
            file.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not copied yet.
        }

        return null;
    }

    /// <summary>Whoever reads finds all of it or nothing.</summary>
    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(part, bytes, cancellationToken);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Once a day, and at the first copy: what was copied a month ago may belong to no file any more.</summary>
    private void Sweep()
    {
        var (now, last) = (time.GetUtcNow(), Interlocked.Read(ref _sweptAt));
        if (now.UtcTicks - last < BetweenSweeps.Ticks || Interlocked.CompareExchange(ref _sweptAt, now.UtcTicks, last) != last)
            return;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (now.UtcDateTime - file.LastWriteTimeUtc > Kept)
                file.Delete();
        }
    }
}
