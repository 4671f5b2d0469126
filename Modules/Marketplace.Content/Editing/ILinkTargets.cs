using System.Text.Json.Serialization;

namespace Marketplace.Content.Editing;

/// <summary>The pages that a text may lead to.</summary>
internal interface ILinkTargets
{
    /// <param name="query">Words of the title or address; empty: any.</param>
    /// <returns>The best first.</returns>
    Task<IReadOnlyList<LinkTarget>> SearchAsync(string query, int take, CancellationToken cancellationToken);
}

/// <param name="Address">As texts write it, for example <c>/docs/credits</c>.</param>
internal sealed record LinkTarget(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("address")] string Address,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("language")] string Language);
