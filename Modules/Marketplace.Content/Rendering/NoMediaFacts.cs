using Marketplace.Content.Media;

namespace Marketplace.Content.Rendering;

/// <summary>Where no library of pictures is: they are shown without sizes.</summary>
internal sealed class NoMediaFacts : IMediaFacts
{
    public Task<IReadOnlyDictionary<string, MediaFacts>> FindAsync(
        IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, MediaFacts>>(new Dictionary<string, MediaFacts>(StringComparer.Ordinal));
}
