using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <summary>Writes the bytes of a file, and lets every process know that something is different.</summary>
internal static class MediaContents
{
    public static async Task WriteAsync(UnitOfWork db, string fileId, PreparedFile file, CancellationToken cancellationToken)
    {
        await InsertAsync(db, fileId, 0, file.Bytes, cancellationToken);
        foreach (var variant in file.Variants)
            await InsertAsync(db, fileId, variant.Width, variant.Bytes, cancellationToken);
    }

    public static Task RemoveAsync(UnitOfWork db, string fileId, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from media_contents where file_id = @fileId", new { fileId }, cancellationToken);

    /// <summary>A file is where no file was: what led from there elsewhere leads there no more.</summary>
    public static Task TakeOverAsync(UnitOfWork db, string address, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from media_redirects where address = @address", new { address }, cancellationToken);

    /// <summary>The last statement of a transaction, as others wait for the row.</summary>
    public static async Task ChangedAsync(UnitOfWork db, MediaIndex index, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync("update media_state set stamp = stamp + 1", cancellationToken: cancellationToken);
        db.OnCommitted(index.Forget);
    }

    private static Task InsertAsync(UnitOfWork db, string fileId, int width, byte[] bytes, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "insert into media_contents (file_id, width, hash, size, bytes) values (@fileId, @width, @hash, @size, @bytes)",
            new { fileId, width, hash = MediaHash.Of(bytes), size = (long)bytes.Length, bytes },
            cancellationToken);
}
