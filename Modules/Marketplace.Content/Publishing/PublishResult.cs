using Marketplace.Content.Items;

namespace Marketplace.Content.Publishing;

/// <summary>What became of an item that changes its state. A closed set.</summary>
internal abstract record PublishResult
{
    private PublishResult()
    {
    }

    /// <param name="Item">As it is now.</param>
    public sealed record Done(ContentItem Item) : PublishResult;

    /// <summary>Somebody saved meanwhile: look at it, then decide again.</summary>
    public sealed record Conflict(ContentItem Current) : PublishResult;

    /// <param name="Why">A sentence: what is missing, or why it cannot be.</param>
    public sealed record Refused(string Why) : PublishResult;

    public sealed record NotFound : PublishResult;
}
