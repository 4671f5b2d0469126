using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <summary>The library as an import and an export see it.</summary>
internal sealed class MediaFiles(IDatabase database, TakeFile take, ReplaceFile replace, MediaSentences sentences) : IMediaFiles
{
    public async Task<IReadOnlyDictionary<string, IReadOnlyCollection<string>>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<(string Address, string Hash, string SourceHash)>(
            "select address, hash, source_hash from media_files", null, cancellationToken);
        return rows.ToDictionary(
            x => x.Address[MediaAddress.Root.Length..], x => (IReadOnlyCollection<string>)[x.Hash, x.SourceHash], StringComparer.Ordinal);
    }

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<byte[]>(
            """
            select c.bytes from media_contents c join media_files f on f.id = c.file_id where f.address = @address and c.width = 0
            """,
            new { address = MediaAddress.Root + path }, cancellationToken);
    }

    public async Task<string?> StoreAsync(string path, byte[] content, string by, CancellationToken cancellationToken)
    {
        var (id, hash) = await FindAsync(path, cancellationToken);
        using var stream = new MemoryStream(content, writable: false);
        var (folder, name) = path.LastIndexOf('/') is > 0 and var slash ? (path[..slash], path[(slash + 1)..]) : ("", path);
        if (id is not null)
            return await replace.ExecuteAsync(id, hash, name, stream, by, cancellationToken) is ReplaceFileResult.Refused refused
                ? sentences.Of(refused.Problem)
                : null;
        return await take.ExecuteAsync(new NewFile(name, stream, folder, Alt: null, by), cancellationToken) is TakeFileResult.Refused no
            ? sentences.Of(no.Problem)
            : null;
    }

    private async Task<(string? Id, string? Hash)> FindAsync(string path, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<(string?, string?)>(
            "select id, hash from media_files where address = @address", new { address = MediaAddress.Root + path }, cancellationToken);
    }
}
