namespace Marketplace.Content.Media;

/// <summary>The files of the library as a whole, for those who move it from site to site.</summary>
internal interface IMediaFiles
{
    /// <summary>
    /// Every file by its path, for example <c>docs/wallet.png</c>, with the SHA-256 digests (small hexadecimal) of the content that is the
    /// same: as it was sent, and as it is kept.
    /// </summary>
    Task<IReadOnlyDictionary<string, IReadOnlyCollection<string>>> ListAsync(CancellationToken cancellationToken);

    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Adds the file, or replaces the one that has the path.</summary>
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    /// <returns>A sentence where it is refused; then nothing was stored.</returns>
    Task<string?> StoreAsync(string path, byte[] content, string by, CancellationToken cancellationToken);
}
