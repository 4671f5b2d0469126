namespace Marketplace.Content.Rendering;

/// <summary>Texts that are written once and stand on many pages, put there with <c>{{snippet name="support-hours"}}</c>.</summary>
public interface ISnippets
{
    /// <param name="name">As written in the text.</param>
    /// <returns>What is published, where it is not translated in the tenant's own language; null where there is none.</returns>
    Task<RenderedText?> FindAsync(string name, string language, CancellationToken cancellationToken);

    /// <summary>All that may be put into a text, by name.</summary>
    Task<IReadOnlyList<BlockChoice>> ListAsync(string language, CancellationToken cancellationToken);
}
