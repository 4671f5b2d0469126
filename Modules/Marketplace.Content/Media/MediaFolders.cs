using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <param name="Path">Never empty: the top is always there.</param>
internal sealed record MediaFolder(string Path, int Files)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Empty: the top.</summary>
    public string Parent => Path.LastIndexOf('/') is > 0 and var at ? Path[..at] : "";
}

/// <summary>Folders are made when a file goes there, or by hand; only empty ones can be removed.</summary>
internal sealed class MediaFolders(IDatabase database, TimeProvider time)
{
    /// <returns>In the order of their letters, so that each stands behind the one it lies in.</returns>
    public async Task<IReadOnlyList<MediaFolder>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var folders = await session.QueryAsync<MediaFolder>(
            """
            select f.path, cast((select count(*) from media_files x where x.folder = f.path) as integer) as files
            from media_folders f
            """,
            cancellationToken: cancellationToken);
        return [.. folders.OrderBy(x => x.Path.Replace('/', '\x01'), StringComparer.Ordinal)];
    }

    /// <param name="folder">Canonical.</param>
    public Task CreateAsync(string folder, string who, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => CreateAsync(db, folder, who, time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <returns>False while something lies in it.</returns>
    public async Task<bool> RemoveAsync(string folder, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                delete from media_folders where path = @folder
                and not exists (select 1 from media_files where folder = @folder)
                and not exists (select 1 from media_folders where path like @below)
                """,
                // An underscore stands for any letter here: at worst a folder with a namesake stays.
                new { folder, below = folder + "/%" },
                cancellationToken),
            cancellationToken) == 1;

    public static async Task CreateAsync(UnitOfWork db, string folder, string who, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var path in MediaAddress.WithParents(folder))
        {
            await db.ExecuteAsync(
                "insert into media_folders (path, created_at, created_by) values (@path, @now, @who) on conflict (path) do nothing",
                new { path, now, who },
                cancellationToken);
        }
    }
}
