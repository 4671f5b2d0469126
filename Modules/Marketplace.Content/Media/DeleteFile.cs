using Marketplace.Data;

namespace Marketplace.Content.Media;

internal abstract record DeleteFileResult
{
    private DeleteFileResult()
    {
    }

    public sealed record Deleted : DeleteFileResult;

    public sealed record NotFound : DeleteFileResult;

    /// <summary>Nothing was deleted: texts show it, and nobody said that they may go without.</summary>
    public sealed record InUse(IReadOnlyList<MediaUse> Uses) : DeleteFileResult;
}

internal sealed class DeleteFile(IDatabase database, FileUses uses, MediaIndex index)
{
    /// <param name="evenIfUsed">Whoever asks has seen what uses it.</param>
    public async Task<DeleteFileResult> ExecuteAsync(string id, bool evenIfUsed, CancellationToken cancellationToken)
    {
        if (!evenIfUsed && await uses.FindAsync(id, cancellationToken) is { Count: > 0 } found)
            return new DeleteFileResult.InUse(found);
        return await database.InTransactionAsync<DeleteFileResult>(
            async db =>
            {
                if (await db.ExecuteAsync("delete from media_files where id = @id", new { id }, cancellationToken) == 0)
                    return new DeleteFileResult.NotFound();
                await MediaContents.RemoveAsync(db, id, cancellationToken);
                await db.ExecuteAsync("delete from media_redirects where file_id = @id", new { id }, cancellationToken);
                await MediaContents.ChangedAsync(db, index, cancellationToken);
                return new DeleteFileResult.Deleted();
            },
            cancellationToken);
    }
}
