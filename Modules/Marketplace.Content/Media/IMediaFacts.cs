namespace Marketplace.Content.Media;

/// <summary>What a text needs to know of the pictures in it.</summary>
public interface IMediaFacts
{
    /// <param name="addresses">As written in texts, for example <c>/media/docs/wallet.png</c>.</param>
    /// <returns>Those that are there, by address.</returns>
    Task<IReadOnlyDictionary<string, MediaFacts>> FindAsync(IReadOnlyCollection<string> addresses, CancellationToken cancellationToken);
}

/// <param name="Width">In pixels; 0 for what is no picture.</param>
/// <param name="AlternativeText">The library's own, for uses that write none.</param>
/// <param name="Variants">Narrower WebP pictures, narrowest first.</param>
public sealed record MediaFacts(int Width, int Height, string AlternativeText, IReadOnlyList<MediaVariant> Variants);

public sealed record MediaVariant(string Address, int Width);
