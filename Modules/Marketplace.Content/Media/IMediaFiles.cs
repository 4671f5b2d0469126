namespace Marketplace.Content.Media;

/// <summary>The files of the library as a whole, for those who move it from site to site.</summary>
internal interface IMediaFiles
{
    /// <summary>Every file that is not in the trash: its path, for example <c>docs/wallet.png</c>, and the digest of its content.</summary>
    Task<IReadOnlyDictionary<string, string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>In the form in which <see cref="ListAsync"/> gives it, of a file as it would be after it was stored.</summary>
    string DigestOf(string path, byte[] content);

    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Adds the file, or replaces the one that has the path.</summary>
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    /// <returns>A sentence where it is refused; then nothing was stored.</returns>
    Task<string?> StoreAsync(string path, byte[] content, string by, CancellationToken cancellationToken);
}
