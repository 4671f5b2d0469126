using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <param name="Folder">Null: all folders; empty: the top.</param>
/// <param name="Text">Part of the name, the folder or the alternative text.</param>
/// <param name="NeedsAlt">Only pictures that nobody has described.</param>
/// <param name="PicturesOnly">For whoever chooses a picture.</param>
internal sealed record MediaQuery(
    string? Folder = null, string? Text = null, bool NeedsAlt = false, bool PicturesOnly = false, int Page = 1, int PageSize = 48);

internal sealed record MediaPage(IReadOnlyList<MediaListed> Files, bool HasMore);

/// <param name="ThumbnailHash">Of the narrowest picture of it; null where there is none.</param>
internal sealed record MediaListed(MediaFile File, int ThumbnailWidth, string? ThumbnailHash)
{
    /// <summary>Null for what is no picture.</summary>
    public string? Thumbnail => ThumbnailHash is not null ? MediaHash.Versioned(File.Address, ThumbnailWidth, ThumbnailHash)
        : File.IsPicture ? File.VersionedAddress
        : null;
}

/// <summary>Reads the library for those who keep it.</summary>
internal sealed class MediaStore(IDatabase database)
{
    public async Task<MediaPage> ListAsync(MediaQuery query, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { "1 = 1" };
        if (query.Folder is not null)
            conditions.Add("folder = @Folder");
        if (SearchKey.Pattern(query.Text) is { } pattern)
            conditions.Add(@"search like @pattern escape '\'");
        else
            pattern = "";
        if (query.NeedsAlt)
            conditions.Add("alt = '' and not is_decorative");
        if (query.NeedsAlt || query.PicturesOnly)
            conditions.Add("content_type like 'image/%'");
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<MediaFile>(
            $"""
            select {MediaFile.Columns} from media_files where {string.Join(" and ", conditions)}
            order by id desc limit {query.PageSize + 1} offset {(Math.Clamp(query.Page, 1, 1000) - 1) * query.PageSize}
            """,
            new { query.Folder, pattern },
            cancellationToken);
        var files = found.Take(query.PageSize).ToList();
        return new MediaPage(await WithThumbnailsAsync(session, files, cancellationToken), found.Count > query.PageSize);
    }

    public async Task<MediaFile?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await FindAsync(session, id, cancellationToken);
    }

    /// <param name="session">A transaction locks the row until it ends.</param>
    public static Task<MediaFile?> FindAsync(DbSession session, string id, CancellationToken cancellationToken) =>
        session.QuerySingleOrDefaultAsync<MediaFile>(
            $"select {MediaFile.Columns} from media_files where id = @id {(session is UnitOfWork ? session.Dialect.ForUpdate : "")}",
            new { id },
            cancellationToken);

    public async Task<MediaListed?> FindListedAsync(string id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await FindAsync(session, id, cancellationToken) is { } file
            ? (await WithThumbnailsAsync(session, [file], cancellationToken))[0]
            : null;
    }

    /// <returns>Where the file was before, in the order of the letters.</returns>
    public async Task<IReadOnlyList<string>> ListFormerAddressesAsync(string id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<string>(
            "select address from media_redirects where file_id = @id order by address", new { id }, cancellationToken);
    }

    /// <returns>How many pictures nobody has described.</returns>
    public async Task<int> CountWithoutAltAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleAsync<int>(
            "select count(*) from media_files where alt = '' and not is_decorative and content_type like 'image/%'",
            cancellationToken: cancellationToken);
    }

    private static async Task<IReadOnlyList<MediaListed>> WithThumbnailsAsync(
        DbSession session, IReadOnlyList<MediaFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return [];
        var narrow = await session.QueryAsync<Narrow>(
            $"select file_id, width, hash from media_contents where width > 0 and {session.Dialect.In("file_id", "ids")} order by width",
            new { ids = files.Select(x => x.Id).ToArray() },
            cancellationToken);
        var narrowest = narrow.GroupBy(x => x.FileId).ToDictionary(x => x.Key, x => x.First(), StringComparer.Ordinal);
        return
        [
            .. files.Select(x => narrowest.TryGetValue(x.Id, out var found)
                ? new MediaListed(x, found.Width, found.Hash)
                : new MediaListed(x, 0, null)),
        ];
    }

    private sealed record Narrow(string FileId, int Width, string Hash);
}
