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
public sealed record MediaFacts(int Width, int Height, string AlternativeText, IReadOnlyList<MediaVariant> Variants)
{
    /// <summary>
    /// Where the file is now, with the version of its content, so that browsers may keep it; empty where nobody knows. It goes on answering
    /// once there is a newer content.
    /// </summary>
    public string Address { get; init; } = "";

    /// <summary>A picture that nobody has described yet, nor called decoration: it is not to be published like this.</summary>
    public bool NeedsAlternativeText { get; init; }
}

public sealed record MediaVariant(string Address, int Width);
