namespace Marketplace.Content.Media;

/// <summary>A text that shows or links a file.</summary>
/// <param name="Link">Where it is edited, inside the tenant: <c>~/admin/…</c>.</param>
/// <param name="Language">For example <c>en</c>; null where it has none.</param>
internal sealed record MediaUse(string Title, string Link, string? Language);

/// <summary>Finds texts that name a file. Each part of the module that keeps texts may register one.</summary>
internal interface IMediaUses
{
    /// <param name="address">As texts write it, for example <c>/media/docs/wallet.png</c>.</param>
    Task<IReadOnlyList<MediaUse>> FindAsync(string address, CancellationToken cancellationToken);
}

/// <summary>Where a file is used, under its address or one that it had before.</summary>
internal sealed class FileUses(MediaStore store, IEnumerable<IMediaUses> uses)
{
    public async Task<IReadOnlyList<MediaUse>> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } file)
            return [];
        var found = new List<MediaUse>();
        foreach (var address in (await store.ListFormerAddressesAsync(id, cancellationToken)).Prepend(file.Address))
        {
            foreach (var use in uses)
                found.AddRange(await use.FindAsync(address, cancellationToken));
        }

        return
        [
            .. found.Distinct().OrderBy(x => x.Title, StringComparer.OrdinalIgnoreCase).ThenBy(x => x.Language, StringComparer.Ordinal),
        ];
    }
}
