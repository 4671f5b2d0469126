using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <param name="Alt">As typed.</param>
/// <param name="Name">As typed; the ending stays what it is.</param>
/// <param name="Folder">As typed; empty: the top.</param>
internal sealed record FileChange(string? Alt, bool IsDecorative, string? Name, string? Folder);

internal abstract record ChangeFileResult
{
    private ChangeFileResult()
    {
    }

    public sealed record Changed(MediaFile File) : ChangeFileResult;

    /// <param name="Now">As somebody else saved it.</param>
    public sealed record Conflict(MediaFile Now) : ChangeFileResult;

    public sealed record NotFound : ChangeFileResult;

    public sealed record NameTaken(string Address) : ChangeFileResult;

    public sealed record BadFolder : ChangeFileResult;
}

/// <summary>
/// Changes the words about a file, its name and its folder. Where it was, a redirect to where it is stays, whatever the order.
/// </summary>
internal sealed class ChangeFile(IDatabase database, MediaIndex index, TimeProvider time)
{
    /// <param name="version"><see cref="MediaFile.EditVersion"/> as the form was shown.</param>
    public async Task<ChangeFileResult> ExecuteAsync(
        string id, string? version, FileChange change, string userId, CancellationToken cancellationToken)
    {
        if (MediaAddress.FolderOf(change.Folder) is not { } folder)
            return new ChangeFileResult.BadFolder();
        try
        {
            return await database.InTransactionAsync(
                db => ChangeAsync(db, id, version, change, folder, userId, cancellationToken), x => x is ChangeFileResult.Changed,
                cancellationToken);
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            // Another file came there in the same moment.
            return new ChangeFileResult.NameTaken(MediaAddress.Of(folder, change.Name?.Trim() ?? ""));
        }
    }

    private async Task<ChangeFileResult> ChangeAsync(
        UnitOfWork db, string id, string? version, FileChange change, string folder, string userId, CancellationToken cancellationToken)
    {
        if (await MediaStore.FindAsync(db, id, cancellationToken) is not { } file)
            return new ChangeFileResult.NotFound();
        if (file.EditVersion != version)
            return new ChangeFileResult.Conflict(file);
        var name = NameOf(change.Name, file);
        var address = MediaAddress.Of(folder, name);
        var now = time.GetUtcNow();
        if (address != file.Address && await IsTakenAsync(db, address, cancellationToken))
            return new ChangeFileResult.NameTaken(address);
        await MediaFolders.CreateAsync(db, folder, userId, now, cancellationToken);
        var alt = MediaAlt.Clean(change.Alt);
        await db.ExecuteAsync(
            """
            update media_files set folder = @folder, name = @name, address = @address, alt = @alt, is_decorative = @isDecorative,
              search = @search, changed_at = @now, changed_by = @userId, version = version + 1
            where id = @id
            """,
            new
            {
                id, folder, name, address, alt, isDecorative = change.IsDecorative && alt.Length == 0,
                search = MediaFile.SearchOf(folder, name, alt), now, userId,
            },
            cancellationToken);
        if (address != file.Address)
        {
            await MediaContents.TakeOverAsync(db, address, cancellationToken);
            await db.ExecuteAsync(
                """
                insert into media_redirects (address, file_id, created_at) values (@Address, @id, @now)
                on conflict (address) do update set file_id = excluded.file_id
                """,
                new { file.Address, id, now },
                cancellationToken);
        }

        await MediaContents.ChangedAsync(db, index, cancellationToken);
        return new ChangeFileResult.Changed((await MediaStore.FindAsync(db, id, cancellationToken))!);
    }

    private static async Task<bool> IsTakenAsync(UnitOfWork db, string address, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync<int>("select count(*) from media_files where address = @address", new { address }, cancellationToken) > 0;

    /// <summary>Whoever clears the name keeps it; the ending of the file is the content's, typed or not.</summary>
    private static string NameOf(string? typed, MediaFile file)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed == file.Name)
            return file.Name;
        var extension = Path.GetExtension(file.Name);
        var stem = typed.Trim();
        if (stem.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            stem = stem[..^extension.Length];
        return MediaAddress.NameOf(stem + extension, extension);
    }
}
