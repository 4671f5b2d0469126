using Marketplace.Data;

namespace Marketplace.Content.Media;

internal abstract record ReplaceFileResult
{
    private ReplaceFileResult()
    {
    }

    public sealed record Replaced(MediaFile File) : ReplaceFileResult;

    public sealed record Refused(FileProblem Problem) : ReplaceFileResult;

    /// <summary>Somebody else replaced it since the form was shown.</summary>
    public sealed record Conflict : ReplaceFileResult;

    public sealed record NotFound : ReplaceFileResult;
}

/// <summary>
/// Puts a new file in the place of one that is there: same address, same words about it, so that every page shows the new one. Pictures are
/// written as the type that the address names.
/// </summary>
internal sealed class ReplaceFile(
    IDatabase database, FilePreparation preparation, MediaStore store, TakeFile take, MediaIndex index, TimeProvider time)
{
    /// <param name="hash">Of the bytes that the form was shown with.</param>
    public async Task<ReplaceFileResult> ExecuteAsync(
        string id, string? hash, string name, Stream content, string userId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } file)
            return new ReplaceFileResult.NotFound();
        if (await UploadedBytes.ReadAsync(content, take.LargestBytes, cancellationToken) is not { } bytes)
            return new ReplaceFileResult.Refused(FileProblem.TooLarge);
        var prepared = await preparation.PrepareAsync(bytes, name, file.ContentType, cancellationToken);
        if (prepared is not Preparation.Ready { File: var ready })
            return new ReplaceFileResult.Refused(((Preparation.Refused)prepared).Problem);
        if (ready.Type.ContentType != file.ContentType)
            return new ReplaceFileResult.Refused(FileProblem.OtherType);
        return await database.InTransactionAsync(
            db => StoreAsync(db, id, hash, ready, MediaHash.Of(bytes), userId, cancellationToken), cancellationToken);
    }

    private async Task<ReplaceFileResult> StoreAsync(
        UnitOfWork db, string id, string? shown, PreparedFile file, string sourceHash, string userId, CancellationToken cancellationToken)
    {
        var replaced = await db.ExecuteAsync(
            """
            update media_files set size = @size, width = @Width, height = @Height, hash = @hash, source_hash = @sourceHash,
              changed_at = @now, changed_by = @userId, version = version + 1
            where id = @id and hash = @shown
            """,
            new
            {
                id, shown, size = (long)file.Bytes.Length, file.Width, file.Height, hash = MediaHash.Of(file.Bytes), sourceHash, userId,
                now = time.GetUtcNow(),
            },
            cancellationToken);
        if (replaced == 0)
            return new ReplaceFileResult.Conflict();
        await MediaContents.RemoveAsync(db, id, cancellationToken);
        await MediaContents.WriteAsync(db, id, file, cancellationToken);
        await MediaContents.ChangedAsync(db, index, cancellationToken);
        return new ReplaceFileResult.Replaced((await MediaStore.FindAsync(db, id, cancellationToken))!);
    }
}
