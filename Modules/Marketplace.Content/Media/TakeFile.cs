using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <param name="Name">As the browser sent it.</param>
/// <param name="Folder">As typed; empty: the top.</param>
/// <param name="Alt">Empty: to be asked for.</param>
internal sealed record NewFile(string Name, Stream Content, string? Folder, string? Alt, string UserId);

internal abstract record TakeFileResult
{
    private TakeFileResult()
    {
    }

    /// <param name="WasThere">The very same file lay in this folder already; no second one was made.</param>
    public sealed record Taken(MediaFile File, bool WasThere) : TakeFileResult;

    public sealed record Refused(FileProblem Problem) : TakeFileResult;
}

/// <summary>Takes an uploaded file into the library. One whose name is taken gets a number; none is ever written over.</summary>
internal sealed class TakeFile(
    IDatabase database, FilePreparation preparation, MediaIndex index, ITenant tenant, TimeProvider time)
{
    private const int MostNamesakes = 1000;

    public long LargestBytes => tenant.Settings.Get<MediaSettings>(MediaSettings.Section).LargestBytes;

    public async Task<TakeFileResult> ExecuteAsync(NewFile upload, CancellationToken cancellationToken)
    {
        if (MediaAddress.FolderOf(upload.Folder) is not { } folder)
            return new TakeFileResult.Refused(FileProblem.BadFolder);
        if (await UploadedBytes.ReadAsync(upload.Content, LargestBytes, cancellationToken) is not { } bytes)
            return new TakeFileResult.Refused(FileProblem.TooLarge);
        var prepared = await preparation.PrepareAsync(bytes, upload.Name, instead: null, cancellationToken);
        if (prepared is not Preparation.Ready { File: var file })
            return new TakeFileResult.Refused(((Preparation.Refused)prepared).Problem);
        var now = time.GetUtcNow();
        var row = new Row(
            PrefixedId.New("med", now), folder, MediaAddress.NameOf(upload.Name, file.Type.Extension), "", file.Type.ContentType,
            file.Bytes.Length, file.Width, file.Height, MediaAlt.Clean(upload.Alt), MediaHash.Of(file.Bytes), MediaHash.Of(bytes), "", now,
            upload.UserId);
        return await database.InTransactionAsync(db => StoreAsync(db, row, file, cancellationToken), cancellationToken);
    }

    private async Task<TakeFileResult> StoreAsync(UnitOfWork db, Row row, PreparedFile file, CancellationToken cancellationToken)
    {
        var same = await db.QueryAsync<MediaFile>(
            $"select {MediaFile.Columns} from media_files where folder = @Folder and source_hash = @SourceHash order by id limit 1",
            row,
            cancellationToken);
        if (same.Count > 0)
            return new TakeFileResult.Taken(same[0], WasThere: true);
        await MediaFolders.CreateAsync(db, row.Folder, row.UserId, row.Now, cancellationToken);
        if (await InsertAsync(db, row, cancellationToken) is not { } stored)
            return new TakeFileResult.Refused(FileProblem.TooMany);
        await MediaContents.WriteAsync(db, row.Id, file, cancellationToken);
        await MediaContents.TakeOverAsync(db, stored.Address, cancellationToken);
        await MediaContents.ChangedAsync(db, index, cancellationToken);
        return new TakeFileResult.Taken((await MediaStore.FindAsync(db, row.Id, cancellationToken))!, WasThere: false);
    }

    private static async Task<Row?> InsertAsync(UnitOfWork db, Row row, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= MostNamesakes; number++)
        {
            var name = MediaAddress.Numbered(row.Name, number);
            var numbered = row with
            {
                Name = name, Address = MediaAddress.Of(row.Folder, name), Search = MediaFile.SearchOf(row.Folder, name, row.Alt),
            };
            var inserted = await db.ExecuteAsync(
                """
                insert into media_files (id, folder, name, address, content_type, size, width, height, alt, is_decorative, hash,
                  source_hash, search, created_at, created_by, changed_at, changed_by, version)
                values (@Id, @Folder, @Name, @Address, @ContentType, @Size, @Width, @Height, @Alt, false, @Hash,
                  @SourceHash, @Search, @Now, @UserId, @Now, @UserId, 1)
                on conflict (address) do nothing
                """,
                numbered,
                cancellationToken);
            if (inserted == 1)
                return numbered;
        }

        return null;
    }

    private sealed record Row(
        string Id, string Folder, string Name, string Address, string ContentType, long Size, int Width, int Height, string Alt,
        string Hash, string SourceHash, string Search, DateTimeOffset Now, string UserId);
}

internal static class MediaAlt
{
    public const int Longest = 300;

    /// <summary>One line of characters that can be seen.</summary>
    public static string Clean(string? typed)
    {
        var words = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 || !NameRules.IsReadable(words) ? "" : words[..Math.Min(words.Length, Longest)];
    }
}

internal static class UploadedBytes
{
    private const int Piece = 64 * 1024;

    /// <returns>Null where it is larger than allowed; what follows is not read then.</returns>
    public static async Task<byte[]?> ReadAsync(Stream content, long largest, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[Piece];
        while (await content.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > largest)
                return null;
            bytes.Write(piece, 0, read);
        }

        return bytes.ToArray();
    }
}
