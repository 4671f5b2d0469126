using Marketplace.Content.Items;

namespace Marketplace.Content.Editing;

/// <summary>What became of a draft that somebody saved. A closed set.</summary>
internal abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <param name="Version">The next save says it.</param>
    public sealed record Saved(string ItemId, int Version, DateTimeOffset At) : SaveResult;

    /// <summary>Somebody else saved meanwhile; nothing of this is saved.</summary>
    public sealed record Conflict(ContentItem Current) : SaveResult;

    /// <param name="Why">A sentence for the editor.</param>
    public sealed record AddressTaken(string Why, string ByItemId) : SaveResult;

    /// <param name="Why">A sentence for the editor.</param>
    public sealed record Reserved(string Why) : SaveResult;

    /// <param name="Field"><c>title</c>, <c>description</c>, <c>address</c>, <c>body</c>, <c>language</c>, <c>parent</c> or a field of the
    /// kind.</param>
    public sealed record Invalid(string Field, string Why) : SaveResult;

    public sealed record NotFound : SaveResult;
}
